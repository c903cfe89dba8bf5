using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>
/// The live order book of one token: total size at each price, applied the moment a frame arrives. Every update is O(1)
/// and allocates nothing; best bid and ask are current after every call.
/// </summary>
/// <remarks>
/// <para>The venue's frames come out of order (a fifth of them, up to about 90 ms late), so each level keeps the venue
/// time of its last change: an older update of the same level is dropped, an equal one is applied, because the venue
/// orders updates within a millisecond by sending them. A snapshot speaks for every price at its venue time: it replaces
/// all levels that were last changed at or before it, and deltas older than it are dropped. A level that a delta changed
/// after the snapshot's moment keeps the delta, since snapshots are late as often as deltas are.</para>
/// <para>A crossed book (best bid at or above best ask) is kept as it is, counted and shown by <see cref="IsCrossed"/>.
/// The venue matches before it publishes, so a cross means that a removal is still on its way; which of the two sides is
/// stale cannot be known here, and removing levels on a guess would make a wrong book of one that heals by itself.
/// Nobody should quote from it meanwhile.</para>
/// </remarks>
public sealed class OrderBook
{
    private readonly BookSide _bids = new(Side.Buy);
    private readonly BookSide _asks = new(Side.Sell);
    private Timestamp _snapshotTime;

    /// <summary>False until the first snapshot, and again after <see cref="Drop"/>: the book is empty then and takes no deltas.</summary>
    public bool HasSnapshot { get; private set; }

    public bool HasBid => _bids.BestRank >= 0;

    public bool HasAsk => _asks.BestRank >= 0;

    /// <summary>The highest bid; zero where there is none.</summary>
    public Price BestBid => HasBid ? _bids.PriceAt(_bids.BestRank) : Price.Zero;

    /// <summary>The lowest ask; one dollar where there is none.</summary>
    public Price BestAsk => HasAsk ? _asks.PriceAt(_asks.BestRank) : Price.One;

    /// <summary>Size at the best bid; zero where there is none.</summary>
    public Size BestBidSize => HasBid ? _bids.SizeAt(_bids.BestRank) : Size.Zero;

    /// <summary>Size at the best ask; zero where there is none.</summary>
    public Size BestAskSize => HasAsk ? _asks.SizeAt(_asks.BestRank) : Size.Zero;

    /// <summary>True while the best bid is at or above the best ask.</summary>
    public bool IsCrossed { get; private set; }

    /// <summary>How often the book has been dropped: whoever remembers a level remembers the epoch with it.</summary>
    public int Epoch { get; private set; }

    /// <summary>What was refused or noticed since the book was made.</summary>
    public BookCounters Counters { get; private set; }

    /// <summary>Size at one price, zero where there is none.</summary>
    public Size SizeAt(Side side, Price price)
    {
        var levels = Levels(side);
        return levels.SizeAt(levels.RankOf(price));
    }

    /// <summary>The next populated level strictly behind <paramref name="from"/>: lower for bids, higher for asks.</summary>
    public bool TryNextBest(Side side, Price from, out Price next)
    {
        var levels = Levels(side);
        var rank = levels.NextBehind(levels.RankOf(from));
        next = rank >= 0 ? levels.PriceAt(rank) : default;
        return rank >= 0;
    }

    /// <summary>Copies the best levels of one side, best first, as many as fit.</summary>
    /// <returns>How many were copied.</returns>
    public int CopyLevels(Side side, Span<BookLevel> destination) => Levels(side).CopyTo(destination);

    /// <summary>
    /// Takes a whole book of the venue. Levels in any order; a level of size zero is no level. Refused whole, and counted,
    /// where a size is negative or where a later snapshot has been taken already.
    /// </summary>
    /// <returns>False where it was refused.</returns>
    public bool ApplySnapshot(Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        if (HasNegativeSize(bids) || HasNegativeSize(asks))
        {
            Counters = Counters with { NegativeSizes = Counters.NegativeSizes + 1 };
            return false;
        }

        if (HasSnapshot && venueTime < _snapshotTime)
        {
            Counters = Counters with { StaleSnapshots = Counters.StaleSnapshots + 1 };
            return false;
        }

        Reseed(_bids, venueTime, bids);
        Reseed(_asks, venueTime, asks);
        HasSnapshot = true;
        _snapshotTime = venueTime;
        NoteCross();
        return true;
    }

    /// <summary>Sets the size at one price; zero removes the level.</summary>
    /// <returns>
    /// False where it was dropped and counted: no snapshot yet, older than the snapshot or than the level's last change,
    /// or a negative size.
    /// </returns>
    public bool Apply(Timestamp venueTime, Side side, Price price, Size size)
    {
        if (!HasSnapshot || venueTime < _snapshotTime || size.Units < 0)
        {
            CountRefused(size);
            return false;
        }

        var levels = Levels(side);
        if (!levels.TrySet(venueTime, levels.RankOf(price), size))
        {
            Counters = Counters with { OlderThanLevel = Counters.OlderThanLevel + 1 };
            return false;
        }

        NoteCross();
        return true;
    }

    /// <summary>Forgets everything, because the connection that fed the book was lost; the next snapshot starts it again.</summary>
    public void Drop()
    {
        _bids.Clear();
        _asks.Clear();
        HasSnapshot = false;
        _snapshotTime = default;
        IsCrossed = false;
        Epoch++;
    }

    private static bool HasNegativeSize(ReadOnlySpan<BookLevel> levels)
    {
        foreach (ref readonly var level in levels)
        {
            if (level.Size.Units < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Reseed(BookSide side, Timestamp venueTime, ReadOnlySpan<BookLevel> levels)
    {
        side.RemoveUpTo(venueTime);
        foreach (ref readonly var level in levels)
        {
            // Refused where a delta changed the level after the snapshot's moment: the delta is the newer word.
            _ = side.TrySet(venueTime, side.RankOf(level.Price), level.Size);
        }
    }

    private void CountRefused(Size size)
    {
        var counters = Counters;
        if (size.Units < 0)
        {
            counters.NegativeSizes++;
        }
        else if (!HasSnapshot)
        {
            counters.WithoutSnapshot++;
        }
        else
        {
            counters.OlderThanSnapshot++;
        }

        Counters = counters;
    }

    private void NoteCross()
    {
        // Ranks of both sides count from their own worst price, so bid ≥ ask reads: the two ranks together reach a dollar.
        var crossed = HasBid && HasAsk && _bids.BestRank + _asks.BestRank >= Price.Scale;
        if (crossed && !IsCrossed)
        {
            Counters = Counters with { Crossings = Counters.Crossings + 1 };
        }

        IsCrossed = crossed;
    }

    private BookSide Levels(Side side) => side == Side.Buy ? _bids : _asks;
}
