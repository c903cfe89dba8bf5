using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.RateLimits;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Orders;

/// <summary>What the owner of an <see cref="OrderGateway"/> is told, in order, on the calling thread.</summary>
public interface IOrderGatewayEvents
{
    /// <summary>Before the order's bytes enter the outbox: the intent log is written here. Must not throw.</summary>
    /// <returns>False where it could not be written: the order is refused with <c>JournalBehind</c> and never sent.</returns>
    bool Signing(Timestamp now, in SignedIntent intent);

    /// <summary>
    /// Asked before an order is sent or signed a second time, which may be a second after its decision: whether it is still wanted. A
    /// cancel of an order in flight is kept by whoever decides until the order is known to rest.
    /// </summary>
    bool IsWanted(IntentId intent);

    /// <summary>One report for the engine. May come twice.</summary>
    void Reported(Timestamp now, in OrderReport report);

    void ModeChanged(Timestamp now, VenueMode mode);

    /// <summary>
    /// The venue refuses cancels until a moment, or takes them again. While it refuses, only its dead-man switch can clear the book:
    /// whoever must clear it withholds the heartbeats.
    /// </summary>
    void CancelDebtChanged(Timestamp now, in CancelDebt debt);

    /// <summary>Own fills seen while asking about an order in doubt. They come through the user stream too.</summary>
    void FillsKnown(Timestamp now, ReadOnlySpan<VenueFill> fills);
}
