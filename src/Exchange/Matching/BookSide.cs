using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Matching;

/// <summary>The orders queued at one price, first come first: slots of <see cref="UnifiedBook"/>, 0 is none.</summary>
internal struct PriceLevel
{
    internal long TotalShares;
    internal int Head;
    internal int Tail;
}

/// <summary>One side of a book in Up terms: levels indexed by price, the best one known at once.</summary>
internal sealed class BookSide(Side side)
{
    private readonly PriceLevel[] _levels = new PriceLevel[Price.Scale + 1];
    private readonly OccupiedLevels _occupied = new();

    /// <summary>Best price in units, −1 where the side is empty.</summary>
    internal int Best { get; private set; } = -1;

    internal ref PriceLevel Level(int priceUnits) => ref _levels[priceUnits];

    /// <summary>The next level away from the best, or −1.</summary>
    internal int NextWorse(int priceUnits) => side == Side.Buy
        ? _occupied.AtOrBelow(priceUnits - 1)
        : _occupied.AtOrAbove(priceUnits + 1);

    internal void Occupy(int priceUnits)
    {
        _occupied.Set(priceUnits);
        if (Best < 0 || (side == Side.Buy ? priceUnits > Best : priceUnits < Best))
        {
            Best = priceUnits;
        }
    }

    internal void Vacate(int priceUnits)
    {
        _occupied.Unset(priceUnits);
        if (priceUnits == Best)
        {
            Best = NextWorse(priceUnits);
        }
    }

    internal void Clear()
    {
        Array.Clear(_levels);
        _occupied.Clear();
        Best = -1;
    }
}
