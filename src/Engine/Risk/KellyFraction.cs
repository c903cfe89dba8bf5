using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// The part of the Kelly stake that is bet: above 0 and at most a half. Nothing else can be represented; the default value is a quarter.
/// </summary>
public readonly record struct KellyFraction
{
    private const int Scale = 1_000_000;
    private const int QuarterMillionths = Scale / 4;

    // Kept as the distance from a quarter, so that the zeroed value is a valid one.
    private readonly int _fromQuarter;

    private KellyFraction(int millionths) => _fromQuarter = millionths - QuarterMillionths;

    public static KellyFraction Half => new(Scale / 2);

    public static KellyFraction Quarter => default;

    /// <summary>1 to 500 000.</summary>
    public int Millionths => _fromQuarter + QuarterMillionths;

    /// <summary>False for anything but a number above 0 (at least a millionth) and at most 0.5.</summary>
    public static bool TryOf(double value, out KellyFraction fraction)
    {
        var millionths = value is > 0 and <= 0.5 ? (int)Math.Floor(value * Scale) : 0;
        fraction = millionths > 0 ? new KellyFraction(millionths) : default;
        return millionths > 0;
    }

    /// <summary>
    /// Money to put into a share that costs <paramref name="price"/> with everything and pays one dollar with the probability given:
    /// fraction × bankroll × (q − p)/(1 − p) (Kelly, "A new interpretation of information rate", 1956, for a binary bet at odds
    /// (1 − p)/p). Zero without an edge. Rounded down.
    /// </summary>
    public Money Stake(Money bankroll, Price price, double probability)
    {
        var cost = price.Units / (double)Price.Scale;
        if (!(probability > cost) || probability > 1 || bankroll <= Money.Zero)
        {
            return Money.Zero;
        }

        var kellyMillionths = (long)Math.Floor((probability - cost) / (1 - cost) * Scale);
        return new Money((long)((Int128)bankroll.Micros * kellyMillionths * Millionths / Scale / Scale));
    }
}
