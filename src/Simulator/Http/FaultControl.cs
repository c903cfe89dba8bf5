using System.Text.Json;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Simulator.Http;

/// <summary>
/// The simulator's own endpoint, which the venue does not have: <c>GET /sim/faults</c> lists the catalogue, <c>POST</c> with
/// <c>{"fault":"name=rate,key=value"}</c> switches one on, <c>DELETE</c> switches all off, or the one in <c>?name=</c>. Answered at
/// once, without the venue's latency, and only to callers on this machine.
/// </summary>
internal sealed class FaultControl(VenueFaults faults)
{
    public bool Serves(VenueRequest request) => request.Path == "/sim/faults";

    public VenueResponse Handle(VenueRequest request)
    {
        if (!request.IsLoopback)
        {
            return VenueResponse.Error(403, "faults are switched from this machine only");
        }

        try
        {
            return Apply(request) ? VenueResponse.Ok(Json.Write(Write)) : VenueResponse.Error(405, "GET, POST or DELETE");
        }
        catch (FaultPlanException problem)
        {
            return VenueResponse.Error(400, problem.Message);
        }
    }

    private bool Apply(VenueRequest request)
    {
        switch (request.Method)
        {
            case "GET":
                return true;
            case "POST":
                faults.SwitchOn(JsonInput.Read(request.Body.Span, root => root.Text("fault"))
                    ?? throw new FaultPlanException("The body is {\"fault\":\"name=rate,key=value\"}."));
                return true;
            case "DELETE" when request.Parameter("name") is { } name:
                faults.SwitchOff(name);
                return true;
            case "DELETE":
                faults.SwitchAllOff();
                return true;
            default:
                return false;
        }
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var fault in faults.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name", fault.Name);
            writer.WriteString("description", fault.Description);
            writer.WriteBoolean("on", fault.IsOn);
            writer.WriteNumber("occurrences", fault.Occurrences);
            if (fault.Plan is { } plan)
            {
                writer.WriteNumber("rate", plan.Rate);
                writer.WriteNumber("count", plan.Count);
            }

            writer.WriteStartArray("parameters");
            foreach (var parameter in fault.Parameters)
            {
                writer.WriteStartObject();
                writer.WriteString("name", parameter.Name);
                writer.WriteString("description", parameter.Description);
                writer.WriteNumber("default", parameter.Default);
                writer.WriteNumber("least", parameter.Least);
                writer.WriteNumber("most", parameter.Most);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
