using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Rewards;

/// <summary>
/// Our share of a market's liquidity rewards over an epoch of samples, one a minute (venue documentation, programs/liquidity-rewards,
/// equations 5 to 7). What other makers score can only be estimated, so this is an estimate.
/// </summary>
public sealed class RewardEpoch
{
    /// <summary>Rewards below this are not paid.</summary>
    public static readonly Money MinimumPayout = Money.Dollars(1);

    private double _ours;

    /// <summary>Samples so far in which anybody scored: their normalised scores add to one each.</summary>
    public int Samples { get; private set; }

    /// <summary>Q_final: ours of all samples' scores, 0 to 1.</summary>
    public double Share => Samples == 0 ? 0 : _ours / Samples;

    /// <summary>Takes one minute's sample.</summary>
    /// <param name="own">Our Q_min.</param>
    /// <param name="others">The sum of everybody else's Q_min.</param>
    public void Add(double own, double others)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(own);
        ArgumentOutOfRangeException.ThrowIfNegative(others);
        if (own + others > 0)
        {
            Samples++;
            _ours += own / (own + others);
        }
    }

    /// <summary>Our part of the pool, rounded down; nothing where it is below the venue's minimum.</summary>
    public Money Payout(Money pool)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pool.Micros);
        var payout = new Money((long)Math.Floor(pool.Micros * Math.Min(Share, 1)));
        return payout < MinimumPayout ? Money.Zero : payout;
    }
}
