using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Orders;

/// <summary>Asks the venue which order version it wants, for an order that was refused for its version.</summary>
internal sealed class OrderVersion
{
    /// <summary>The version of the signed struct this client writes; markets of the position exchange use it with a domain of their own.</summary>
    private const long Signed = 2;

    /// <summary>Orders that wait for an answer, one call each.</summary>
    private readonly Dictionary<long, GatewayOrder> _calls = [];

    public bool Owns(long callId) => _calls.ContainsKey(callId);

    public void Ask(GatewayOrder order, HttpOutbox outbox)
    {
        var id = outbox.NextId();
        _calls.Add(id, order);
        outbox.Add(PublicRequests.Version(id));
    }

    /// <summary>Takes the answer; true where signing again can help.</summary>
    public bool Completed(long callId, in HttpOutcome outcome, out GatewayOrder? order)
    {
        _ = _calls.Remove(callId, out order);
        return outcome.IsSuccess && BareNumber.TryReadVersion(outcome.Body.Span, out var wanted) && wanted == Signed;
    }
}
