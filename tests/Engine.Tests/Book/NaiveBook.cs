using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

/// <summary>The order book's rules written the slow and obvious way, to compare with.</summary>
internal sealed class NaiveBook
{
    private readonly SortedDictionary<int, long> _bids = new();
    private readonly SortedDictionary<int, long> _asks = new();
    private readonly Dictionary<(Side, int), long> _changed = [];
    private long _snapshotTime;

    public bool HasSnapshot { get; private set; }

    public (Price Price, Size Size)[] Bids => [.. _bids.Reverse().Select(level => (new Price(level.Key), new Size(level.Value)))];

    public (Price Price, Size Size)[] Asks => [.. _asks.Select(level => (new Price(level.Key), new Size(level.Value)))];

    public bool IsCrossed => _bids.Count > 0 && _asks.Count > 0 && _bids.Keys.Max() >= _asks.Keys.Min();

    public bool Apply(Timestamp venueTime, Side side, Price price, Size size)
    {
        if (!HasSnapshot || venueTime.Micros < _snapshotTime || size.Units < 0)
        {
            return false;
        }

        return Set(venueTime, side, price, size);
    }

    public bool ApplySnapshot(Timestamp venueTime, BookLevel[] bids, BookLevel[] asks)
    {
        if (bids.Concat(asks).Any(level => level.Size.Units < 0) || (HasSnapshot && venueTime.Micros < _snapshotTime))
        {
            return false;
        }

        foreach (var (side, levels, given) in new[] { (Side.Buy, _bids, bids), (Side.Sell, _asks, asks) })
        {
            foreach (var price in levels.Keys.ToArray().Where(price => _changed[(side, price)] <= venueTime.Micros))
            {
                levels.Remove(price);
            }

            foreach (var level in given)
            {
                Set(venueTime, side, level.Price, level.Size);
            }
        }

        HasSnapshot = true;
        _snapshotTime = venueTime.Micros;
        return true;
    }

    public void Drop()
    {
        _bids.Clear();
        _asks.Clear();
        _changed.Clear();
        HasSnapshot = false;
        _snapshotTime = 0;
    }

    private bool Set(Timestamp venueTime, Side side, Price price, Size size)
    {
        if (_changed.TryGetValue((side, price.Units), out var changed) && venueTime.Micros < changed)
        {
            return false;
        }

        _changed[(side, price.Units)] = venueTime.Micros;
        var levels = side == Side.Buy ? _bids : _asks;
        if (size.Units == 0)
        {
            levels.Remove(price.Units);
        }
        else
        {
            levels[price.Units] = size.Units;
        }

        return true;
    }
}
