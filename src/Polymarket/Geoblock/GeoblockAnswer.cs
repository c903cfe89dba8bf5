using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Geoblock;

/// <summary>Whether the venue serves this address. An answer that does not say so plainly is none.</summary>
/// <param name="Country">Two letters, or empty.</param>
/// <param name="Region">The venue's code, or empty.</param>
public sealed record GeoblockAnswer(bool IsBlocked, string Country, string Region) : ILooseReadable<GeoblockAnswer>
{
    /// <summary>The question; it must leave from the trading host's own address.</summary>
    public static HttpCall Request(long id) => new PathQuery("/api/geoblock").Get(id, VenueService.Site);

    public static GeoblockAnswer? Read(LooseElement json) => json["blocked"].Text.ToUpperInvariant() switch
    {
        "TRUE" => new(true, json["country"].Text, json["region"].Text),
        "FALSE" => new(false, json["country"].Text, json["region"].Text),
        _ => null,
    };
}
