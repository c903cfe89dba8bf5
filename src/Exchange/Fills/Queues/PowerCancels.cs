namespace PolyCloud.Exchange.Fills.Queues;

/// <summary>
/// A cancel is ahead of the order with probability aheadⁿ ÷ (aheadⁿ + behindⁿ) (E. Rigtorp, "How to estimate order queue position",
/// 2013, whose functions of the two parts are generalised to a power; n = 1 is <see cref="ProportionalCancels"/>). A large shrink is
/// cut into small ones, each judged at the place the one before left, which keeps who joined later behind.
/// Ignores: sizes of single orders, and that several participants cancel together.
/// </summary>
public sealed class PowerCancels : IQueueModel
{
    private readonly int _power;

    /// <param name="power">Range 1 to 5: the higher, the more a cancel falls on the larger part.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 5.</exception>
    public PowerCancels(int power)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(power, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(power, 5);
        _power = power;
    }

    public string Name => $"cancels by power {_power}";

    public long Join(long displayed) => displayed;

    public long Trade(long ahead, long traded) => Math.Max(0, ahead - traded);

    public long Shrink(long ahead, long before, long after)
    {
        if (after <= 0)
        {
            return 0;
        }

        // A slice of level ÷ 2n: the share ahead rises by at most n ÷ level with the place, so that no two places ever swap.
        // Ends after at most 300 slices, since a level has less than 10¹³ units.
        double place = Math.Min(ahead, before);
        double level = before;
        while (level > after)
        {
            var next = Math.Max(after, level * (1 - (1.0 / (2 * _power))));
            place = Math.Max(0, place - ((level - next) * ShareAhead(place, level - place)));
            level = next;
        }

        return Math.Min(after, (long)Math.Ceiling(place));
    }

    private double ShareAhead(double ahead, double behind)
    {
        if (ahead <= 0 || behind <= 0)
        {
            return ahead <= 0 ? 0 : 1;
        }

        double ratio = 1;
        for (var factor = 0; factor < _power; factor++)
        {
            ratio *= behind / ahead;
        }

        return 1 / (1 + ratio);
    }
}
