using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>The latest price of one underlying at each exchange.</summary>
internal sealed class FastPrices
{
    /// <summary>No exchange clock is trusted to run further ahead of ours.</summary>
    private static readonly Duration ClockTolerance = Duration.FromSeconds(2);

    private static readonly int Sources = Enum.GetValues<FastPriceSource>().Length;

    private readonly FastPriceTick?[] _latest = new FastPriceTick?[Sources];

    /// <summary>
    /// Takes a price; of each exchange the newest by its own moment is kept, and of two at one moment the later told. Refused are
    /// older ones, prices that are not positive or crossed, and moments from ahead of the clock.
    /// </summary>
    public bool TryTake(Timestamp now, in FastPriceTick tick)
    {
        if ((int)tick.Source >= Sources || tick.Bid.Units <= 0 || tick.Ask < tick.Bid
            || tick.VenueTime > now + ClockTolerance || tick.Received > now + ClockTolerance
            || (_latest[(int)tick.Source] is { } known && tick.VenueTime < known.VenueTime))
        {
            return false;
        }

        _latest[(int)tick.Source] = tick;
        return true;
    }

    /// <summary>The latest price of that exchange; null before the first.</summary>
    public FastPriceTick? Of(FastPriceSource source) => _latest[(int)source];
}
