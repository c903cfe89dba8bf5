using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// The shadow books of one market: fed behind the engine's step, released and hash-checked on the node's ticks, off the hot path.
/// </summary>
internal sealed class BookVerifier
{
    private readonly RecentTradePrices _trades = new();
    private readonly ShadowBook[] _books;

    public BookVerifier(MarketSpec spec, ShadowBookOptions options) => _books =
    [
        NewBook(spec, Outcome.Up, options),
        NewBook(spec, Outcome.Down, options),
    ];

    public long Checked => _books.Sum(book => book.Check.Matches + book.Check.Mismatches);

    public long Matched => _books.Sum(book => book.Check.Matches);

    /// <summary>The venue's books and ours have parted, by their hashes.</summary>
    public bool IsQuarantined => Array.Exists(_books, book => book.Check.IsQuarantined);

    public void Snapshot(Timestamp now, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in Hash160 hash) =>
        _books[(int)outcome].EnqueueSnapshot(now, venueTime, bids, asks, hash);

    public void Deltas(Timestamp now, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
    {
        for (var index = 0; index < deltas.Length; index++)
        {
            ref readonly var delta = ref deltas[index];
            _books[(int)delta.Outcome].Enqueue(now, venueTime, delta.Side, delta.Price, delta.Size, index < hashes.Length ? hashes[index] : default);
        }
    }

    public void Trade(Price price) => _trades.Note(price);

    public void Advance(Timestamp now)
    {
        foreach (var book in _books)
        {
            book.Advance(now);
        }
    }

    public void Drop()
    {
        foreach (var book in _books)
        {
            book.Drop();
        }
    }

    private ShadowBook NewBook(MarketSpec spec, Outcome outcome, ShadowBookOptions options) => new(
        new BookIdentity
        {
            ConditionId = spec.ConditionId,
            TokenId = spec.TokenId(outcome),
            MinimumOrderSize = spec.MinimumOrderSize,
            NegativeRisk = spec.NegativeRisk,
        },
        spec.TickSize,
        _trades,
        options);
}
