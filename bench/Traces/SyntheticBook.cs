using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Traces;

/// <summary>A made-up Up book on the cent grid that always has the same number of levels on both sides.</summary>
internal sealed class SyntheticBook
{
    public const int LevelsPerSide = 16;

    /// <summary>The best bid stays where all levels of both sides have room.</summary>
    private const int LowestBidCents = LevelsPerSide + 2;

    private readonly DeterministicRandom _random;
    private readonly OrderBook _up = new();
    private int _bidCents = 49;

    public SyntheticBook(DeterministicRandom random, Timestamp start)
    {
        _random = random;
        var bids = Enumerable.Range(0, LevelsPerSide).Select(depth => new BookLevel(Price.Cents(_bidCents - depth), RestingSize())).ToArray();
        var asks = Enumerable.Range(0, LevelsPerSide).Select(depth => new BookLevel(Price.Cents(_bidCents + 1 + depth), RestingSize())).ToArray();
        _up.ApplySnapshot(start, bids, asks);
    }

    public OrderBook Up => _up;

    public Price BestAsk => _up.BestAsk;

    public BookLevel[] Levels(Side side)
    {
        var levels = new BookLevel[LevelsPerSide];
        return levels[.._up.CopyLevels(side, levels)];
    }

    /// <summary>The size at a random level changes; nearer levels more often.</summary>
    public BookDelta Rest()
    {
        var side = _random.Chance(0.5) ? Side.Buy : Side.Sell;
        var depth = Math.Min(LevelsPerSide - 1, (int)_random.NextExponential(4));
        var price = Price.Cents(side == Side.Buy ? _bidCents - depth : _bidCents + 1 + depth);
        return new BookDelta(Outcome.Up, side, price, RestingSize());
    }

    /// <summary>The market moves by a cent: both sides lose a level at one end and gain one at the other, removals first.</summary>
    public BookDelta[] Move()
    {
        var isUp = _bidCents <= LowestBidCents || (_bidCents < 100 - LowestBidCents && _random.Chance(0.5));
        var oldBid = _bidCents;
        _bidCents += isUp ? 1 : -1;
        return isUp
            ? [Gone(Side.Sell, oldBid + 1), Gone(Side.Buy, oldBid + 1 - LevelsPerSide), Came(Side.Buy, oldBid + 1), Came(Side.Sell, oldBid + 1 + LevelsPerSide)]
            : [Gone(Side.Buy, oldBid), Gone(Side.Sell, oldBid + LevelsPerSide), Came(Side.Sell, oldBid), Came(Side.Buy, oldBid - LevelsPerSide)];
    }

    public void Apply(Timestamp at, BookDelta delta) => _up.Apply(at, delta.Side, delta.Price, delta.Size);

    private static BookDelta Gone(Side side, int cents) => new(Outcome.Up, side, Price.Cents(cents), Size.Zero);

    private BookDelta Came(Side side, int cents) => new(Outcome.Up, side, Price.Cents(cents), RestingSize());

    /// <summary>Hundredths of a share around a few hundred shares, as the recorded books have.</summary>
    private Size RestingSize() => new((500 + (long)_random.NextExponential(30_000)) * (Size.Scale / 100));
}
