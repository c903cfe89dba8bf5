using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Rewards;

/// <summary>What a market asks of a resting order before it scores (venue documentation, programs/liquidity-rewards).</summary>
/// <param name="MaximumSpread">v: distance from the adjusted midpoint at which the score has fallen to zero; the venue gives cents.</param>
/// <param name="MinimumSize">Smaller orders score nothing and do not make the midpoint.</param>
public readonly record struct RewardProgram(Price MaximumSpread, Size MinimumSize)
{
    /// <summary>The divisor of a one-sided score.</summary>
    public const double OneSidedDivisor = 3;

    /// <summary>Below this midpoint and above its complement only two-sided liquidity scores.</summary>
    public static Price OneSidedFrom => Price.Cents(10);

    /// <summary>No order can score: the market has no program.</summary>
    public bool IsEmpty => MaximumSpread.Units == 0;
}
