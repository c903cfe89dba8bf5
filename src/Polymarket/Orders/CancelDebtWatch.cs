using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Orders;

/// <summary>Tells when cancels can no longer go out, and when they can again.</summary>
internal sealed class CancelDebtWatch(SignerRateLimits limits, IOrderGatewayEvents events)
{
    private bool _told;

    /// <summary>The end of a debt is told too.</summary>
    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public void Look(Timestamp now)
    {
        var debt = limits.Debt(now);
        NextDeadline = debt.IsOwed ? Timestamp.Later(debt.PayableAt, now + new Duration(1)) : Timestamp.Never;
        if (debt.IsOwed != _told)
        {
            _told = debt.IsOwed;
            events.CancelDebtChanged(now, debt);
        }
    }
}
