using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Rewards;

/// <summary>
/// The score of one maker's resting orders in one market at one moment, order by order (venue documentation,
/// programs/liquidity-rewards, equations 1 to 4). A struct that is added to: no allocation.
/// </summary>
public struct RewardScore
{
    private readonly RewardProgram _program;
    private readonly int _upMidpoint;

    /// <param name="upMidpointHalfUnits">The adjusted midpoint of Up, in 1/20 000 dollar (<see cref="AdjustedMidpoint"/>).</param>
    public RewardScore(RewardProgram program, int upMidpointHalfUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(upMidpointHalfUnits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(upMidpointHalfUnits, 2 * Price.Scale);
        _program = program;
        _upMidpoint = upMidpointHalfUnits;
    }

    /// <summary>Q_one: bids on Up and asks on Down.</summary>
    public double One { get; private set; }

    /// <summary>Q_two: asks on Up and bids on Down.</summary>
    public double Two { get; private set; }

    /// <summary>
    /// Q_min: the weaker side, or a third of the stronger one where that is more; outside midpoints of 0.10 to 0.90 the weaker side alone.
    /// </summary>
    public readonly double Minimum
    {
        get
        {
            var weaker = Math.Min(One, Two);
            var oneSidedScores = _upMidpoint >= 2 * RewardProgram.OneSidedFrom.Units && _upMidpoint <= 2 * RewardProgram.OneSidedFrom.Complement.Units;
            return oneSidedScores ? Math.Max(weaker, Math.Max(One, Two) / RewardProgram.OneSidedDivisor) : weaker;
        }
    }

    /// <summary>S(v, s) = ((v − s) / v)² for a distance s from the midpoint below v, else 0; both in half price units.</summary>
    public static double OfDistance(int maximumHalfUnits, int distanceHalfUnits)
    {
        if (distanceHalfUnits < 0 || distanceHalfUnits >= maximumHalfUnits)
        {
            return 0;
        }

        var closeness = (maximumHalfUnits - distanceHalfUnits) / (double)maximumHalfUnits;
        return closeness * closeness;
    }

    /// <summary>What an order scores: S times its shares; 0 where it is too small, too far, or beyond the midpoint.</summary>
    public readonly double Of(Outcome outcome, Side side, Price price, Size size)
    {
        if (size < _program.MinimumSize || !size.IsPositive)
        {
            return 0;
        }

        var midpoint = outcome == Outcome.Up ? _upMidpoint : (2 * Price.Scale) - _upMidpoint;
        var distance = side == Side.Buy ? midpoint - (2 * price.Units) : (2 * price.Units) - midpoint;
        return OfDistance(2 * _program.MaximumSpread.Units, distance) * size.Units / Size.Scale;
    }

    /// <summary>Adds an order to the side it belongs to.</summary>
    public void Add(Outcome outcome, Side side, Price price, Size size)
    {
        var score = Of(outcome, side, price, size);
        if (outcome == Outcome.Up == (side == Side.Buy))
        {
            One += score;
        }
        else
        {
            Two += score;
        }
    }
}
