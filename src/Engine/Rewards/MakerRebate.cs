using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Rewards;

/// <summary>
/// Maker rebates: a part of a market's taker fees is shared out by the fee-equivalents of the volume that makers had filled (venue
/// documentation, programs/maker-rebates). Estimates, rounded down.
/// </summary>
public static class MakerRebate
{
    /// <summary>Part of the taker fees of a crypto market that goes to its makers.</summary>
    public const int CryptoPoolPercent = 20;

    /// <summary>Less is not paid for a day.</summary>
    public static readonly Money MinimumPayout = Money.Dollars(1);

    /// <summary>The fee a taker would have paid for a filled maker order: its weight in the pool.</summary>
    public static Money FeeEquivalent(FeeSchedule fees, Price price, Size size) => FeeCurve.Charged(fees, price, size);

    /// <summary>Our part of the pool of one market.</summary>
    /// <param name="own">Sum of our fee-equivalents.</param>
    /// <param name="all">Sum of all makers' fee-equivalents, ours included.</param>
    /// <param name="takerFees">Taker fees of the market.</param>
    public static Money Estimate(Money own, Money all, Money takerFees, int poolPercent = CryptoPoolPercent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(own.Micros);
        ArgumentOutOfRangeException.ThrowIfLessThan(all.Micros, own.Micros, nameof(all));
        ArgumentOutOfRangeException.ThrowIfNegative(takerFees.Micros);
        ArgumentOutOfRangeException.ThrowIfNegative(poolPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(poolPercent, 100);
        if (all == Money.Zero)
        {
            return Money.Zero;
        }

        var pool = RoundedDivision.Divide((Int128)takerFees.Micros * poolPercent, 100, Rounding.Down);
        return new Money(RoundedDivision.Divide((Int128)pool * own.Micros, all.Micros, Rounding.Down));
    }

    /// <summary>
    /// What one filled maker order brings where takers pay what makers are weighed by, so that all fee-equivalents are the taker fees: the
    /// pool's part of its own.
    /// </summary>
    public static Money PerFill(FeeSchedule fees, Price price, Size size, int poolPercent = CryptoPoolPercent)
    {
        var equivalent = FeeEquivalent(fees, price, size);
        return Estimate(equivalent, equivalent, equivalent, poolPercent);
    }

    /// <summary>A day's rebates of all markets as they are paid.</summary>
    public static Money Paid(Money day) => day < MinimumPayout ? Money.Zero : day;
}
