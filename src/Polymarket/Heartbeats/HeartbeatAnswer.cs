using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Heartbeats;

/// <summary>The answer to one beat.</summary>
/// <param name="IsAccepted">False where the id was not the expected one, or no answer came.</param>
/// <param name="NextId">The id to send next: after acceptance the next of the chain, after a mismatch the expected one; empty starts anew.</param>
public readonly record struct HeartbeatAnswer(bool IsAccepted, string NextId)
{
    public static HeartbeatAnswer Of(in HttpOutcome outcome)
    {
        var id = LooseElement.TryParse(outcome.Body, out var json) ? json["heartbeat_id"].Text : "";
        return new HeartbeatAnswer(outcome.IsSuccess && id.Length > 0, id);
    }
}
