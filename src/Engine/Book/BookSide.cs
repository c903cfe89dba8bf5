using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>
/// The levels of one side, by <em>rank</em>: how good a price is to the taker, so that on both sides the best level is
/// the highest rank (a bid ranks by its price, an ask by 1 − its price) and one piece of code serves both.
/// </summary>
internal sealed class BookSide
{
    private const int CentUnits = 100;
    private const int CentRows = (Price.Scale / CentUnits) + 1;

    private readonly bool _isAsk;
    private readonly OccupancyMap _occupied = new();

    // One slot for every price unit, so that no tick size and no off-grid rest is a special case. Slots are laid out
    // cent by cent: all whole cents first, then all prices 0.0001 above a cent, and so on. A book on the 0.01 grid
    // then lives in 1.6 kB instead of being spread over 160 kB, and pages that are never touched are never resident.
    // Measured against slots in plain order: a thirteenth of the memory, deltas as fast, snapshots 15 % slower.
    private readonly Level[] _levels = new Level[CentUnits * CentRows];

    public BookSide(Side side) => _isAsk = side == Side.Sell;

    /// <summary>Rank of the best level, or <see cref="OccupancyMap.None"/>.</summary>
    public int BestRank { get; private set; } = OccupancyMap.None;

    public int RankOf(Price price) => _isAsk ? Price.Scale - price.Units : price.Units;

    public Price PriceAt(int rank) => new(_isAsk ? Price.Scale - rank : rank);

    public Size SizeAt(int rank) => new(_levels[Slot(rank)].Size);

    public int NextBehind(int rank) => _occupied.HighestAtOrBelow(rank - 1);

    /// <summary>Sets one level at a venue time, unless the level has been changed later than that.</summary>
    public bool TrySet(Timestamp venueTime, int rank, Size size)
    {
        ref var level = ref _levels[Slot(rank)];
        if (venueTime.Micros < level.ChangedMicros)
        {
            return false;
        }

        level.ChangedMicros = venueTime.Micros;
        level.Size = size.Units;
        if (size.Units != 0)
        {
            _occupied.Add(rank);
            if (rank > BestRank)
            {
                BestRank = rank;
            }
        }
        else
        {
            _occupied.Remove(rank);
            if (rank == BestRank)
            {
                BestRank = _occupied.HighestAtOrBelow(rank);
            }
        }

        return true;
    }

    /// <summary>Empties every level that was last changed at or before the moment of a snapshot.</summary>
    public void RemoveUpTo(Timestamp venueTime)
    {
        for (var rank = BestRank; rank != OccupancyMap.None; rank = NextBehind(rank))
        {
            ref var level = ref _levels[Slot(rank)];
            if (level.ChangedMicros <= venueTime.Micros)
            {
                level.Size = 0;
                _occupied.Remove(rank);
            }
        }

        BestRank = _occupied.HighestAtOrBelow(Price.Scale);
    }

    /// <summary>Forgets sizes and times.</summary>
    public void Clear()
    {
        Array.Clear(_levels);
        _occupied.Clear();
        BestRank = OccupancyMap.None;
    }

    /// <summary>Copies the best levels, best first, as many as fit; returns how many.</summary>
    public int CopyTo(Span<BookLevel> destination)
    {
        var count = 0;
        for (var rank = BestRank; rank != OccupancyMap.None && count < destination.Length; rank = NextBehind(rank))
        {
            destination[count++] = new BookLevel(PriceAt(rank), SizeAt(rank));
        }

        return count;
    }

    private static int Slot(int rank)
    {
        var cents = (int)((uint)rank / CentUnits);
        return ((rank - (cents * CentUnits)) * CentRows) + cents;
    }

    private struct Level
    {
        public long Size;
        public long ChangedMicros;
    }
}
