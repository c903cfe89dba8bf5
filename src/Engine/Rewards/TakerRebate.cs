using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Rewards;

/// <summary>Tier of the taker rebate program.</summary>
public enum TakerTier : byte
{
    None,
    Bronze,
    Silver,
    Gold,
    Platinum,
    Diamond,
    Obsidian,
}

/// <summary>
/// Taker rebates since 28 May 2026: weighted volume of the last 30 days makes a tier, the tier a percentage of the taker fees. Bonuses
/// are not counted. Estimates, rounded down.
/// </summary>
public static class TakerRebate
{
    /// <summary>Category weight of crypto markets, in tenths.</summary>
    public const int CryptoWeightTenths = 23;

    private static readonly (Money From, int Percent)[] Tiers =
    [
        (Money.Zero, 0),
        (Money.Dollars(2_000), 3),
        (Money.Dollars(20_000), 8),
        (Money.Dollars(200_000), 18),
        (Money.Dollars(1_000_000), 32),
        (Money.Dollars(4_000_000), 44),
        (Money.Dollars(10_000_000), 50),
    ];

    /// <summary>size × (1 − p) × category weight, in dollars.</summary>
    public static Money WeightedVolume(Price price, Size size, int weightTenths = CryptoWeightTenths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size.Units);
        ArgumentOutOfRangeException.ThrowIfNegative(weightTenths);
        return new Money(RoundedDivision.Divide((Int128)size.Units * price.Complement.Units * weightTenths, 10 * Price.Scale, Rounding.Down));
    }

    /// <summary>The tier of 30 days' weighted volume; a bound belongs to the higher tier.</summary>
    public static TakerTier TierOf(Money weightedVolume)
    {
        var tier = TakerTier.None;
        for (var next = 1; next < Tiers.Length && weightedVolume >= Tiers[next].From; next++)
        {
            tier = (TakerTier)next;
        }

        return tier;
    }

    /// <summary>Percent of the taker fees that come back.</summary>
    public static int PercentOf(TakerTier tier) => Tiers[(int)tier].Percent;

    public static Money Estimate(Money takerFees, Money weightedVolume) =>
        new(RoundedDivision.Divide((Int128)takerFees.Micros * PercentOf(TierOf(weightedVolume)), 100, Rounding.Down));
}
