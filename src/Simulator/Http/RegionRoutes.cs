using PolyCloud.Simulator.Faults;

namespace PolyCloud.Simulator.Http;

/// <summary>Whether the caller's region may trade: allowed, unless the geoblocked fault is on.</summary>
internal sealed class RegionRoutes(VenueFaults faults)
{
    public void AddTo(RouteTable routes) => routes.Open("GET", "/api/geoblock", (_, _) =>
    {
        var blocked = faults.IsActive(faults.Geoblocked);
        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("blocked", blocked);
            writer.WriteString("ip", "127.0.0.1");
            writer.WriteString("country", blocked ? "US" : "SE");
            writer.WriteString("region", blocked ? "NY" : "AB");
            writer.WriteEndObject();
        }));
    });
}
