using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>The recorded token's book, rebuilt event by event; tells the single levels that changed.</summary>
public sealed class RecordedBook
{
    private readonly SortedDictionary<int, long> _bids = [];
    private readonly SortedDictionary<int, long> _asks = [];

    /// <summary>Sizes in 1/1 000 000 share by price in 1/10 000 dollar, lowest price first.</summary>
    public IReadOnlyDictionary<int, long> Bids => _bids;

    public IReadOnlyDictionary<int, long> Asks => _asks;

    /// <summary>
    /// Applies one event and appends what changed to <paramref name="changes"/>, removals first, so that a reader who applies them
    /// one by one never sees a crossed book.
    /// </summary>
    public void Apply(RecordedEvent recorded, List<RecordedLevel> changes)
    {
        changes.Clear();
        if (recorded.Full)
        {
            Missing(_bids, Side.Buy, recorded, changes);
            Missing(_asks, Side.Sell, recorded, changes);
        }

        foreach (var level in recorded.Levels)
        {
            if (level.Size.Units == 0 && Of(level.Side).ContainsKey(level.Price.Units))
            {
                changes.Add(level);
            }
        }

        foreach (var level in recorded.Levels)
        {
            if (level.Size.Units > 0 && !(Of(level.Side).TryGetValue(level.Price.Units, out var held) && held == level.Size.Units))
            {
                changes.Add(level);
            }
        }

        foreach (var change in changes)
        {
            Set(change);
        }
    }

    private SortedDictionary<int, long> Of(Side side) => side == Side.Buy ? _bids : _asks;

    private void Set(RecordedLevel level)
    {
        if (level.Size.Units == 0)
        {
            Of(level.Side).Remove(level.Price.Units);
        }
        else
        {
            Of(level.Side)[level.Price.Units] = level.Size.Units;
        }
    }

    private static void Missing(SortedDictionary<int, long> held, Side side, RecordedEvent recorded, List<RecordedLevel> changes)
    {
        var kept = recorded.Levels.Where(level => level.Side == side).Select(static level => level.Price.Units).ToHashSet();
        foreach (var price in held.Keys)
        {
            if (!kept.Contains(price))
            {
                changes.Add(new RecordedLevel(side, new Price(price), Size.Zero));
            }
        }
    }
}
