using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>
/// A second book of one token that runs about 100 ms behind the live one and takes updates in the order of the venue's
/// time instead of their arrival. Its depth is right where the live book only has the right best prices (95 % of the
/// recorded hashes against 63 %), so queue estimates read it and the venue's hashes are checked on it. It decides
/// nothing in a hurry and stays off the hot path; one thread at a time.
/// </summary>
/// <remarks>
/// Updates are released once they are <see cref="ShadowBookOptions.Delay"/> older than the newest venue time seen, or
/// once nothing has arrived for that long. An update that comes later still is applied under the rules of the live book,
/// untested. Where more wait than the bound allows, the oldest are released early and counted: the book stays complete,
/// its order is then the arrival's.
/// </remarks>
public sealed class ShadowBook
{
    /// <summary>One level for each price and side: no honest snapshot has more.</summary>
    private const int SnapshotLevelsMax = 2 * (Price.Scale + 1);

    private readonly ShadowBookOptions _options;
    private readonly RecentTradePrices _trades;
    private readonly BookHash _hash;
    private readonly ReorderQueue _queue;
    private readonly PendingSnapshot[] _snapshots;
    private Timestamp _newest;
    private Timestamp _lastArrival;
    private int _sinceCompared;

    /// <param name="trades">The market's latest trade prices, shared by its two books; the caller notes trades as they arrive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ShadowBook(BookIdentity identity, TickSize tickSize, RecentTradePrices trades, ShadowBookOptions options)
    {
        options.Validate();
        _options = options;
        _trades = trades;
        _hash = new BookHash(identity, tickSize);
        _queue = new ReorderQueue(options.PendingLimit);
        _snapshots = [.. Enumerable.Range(0, options.PendingSnapshotLimit).Select(_ => new PendingSnapshot())];
        Check = new HashCheck(options.QuarantineAfter);
    }

    /// <summary>The book as it was at <see cref="ReleasedUpTo"/>. To be read only.</summary>
    public OrderBook Book { get; } = new();

    public HashCheck Check { get; }

    /// <summary>Venue time of the last update released.</summary>
    public Timestamp ReleasedUpTo { get; private set; }

    /// <summary>Updates waiting for their turn.</summary>
    public int Pending => _queue.Count;

    /// <summary>Updates released before their time because the bound was reached.</summary>
    public long ReleasedEarly { get; private set; }

    /// <summary>Updates that arrived after later ones had been released.</summary>
    public long Late { get; private set; }

    /// <summary>Snapshots refused because they have more levels than there are prices.</summary>
    public long Oversized { get; private set; }

    /// <summary>Takes one level of a frame. Size zero removes it; <paramref name="expected"/> is the frame's hash, zero for none.</summary>
    public void Enqueue(Timestamp now, Timestamp venueTime, Side side, Price price, Size size, in Hash160 expected) =>
        Add(now, venueTime, new PendingUpdate(PendingKind.Level, side, price, size.Units, expected));

    /// <summary>Takes a whole book of the venue, copying its levels.</summary>
    public void EnqueueSnapshot(
        Timestamp now, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in Hash160 expected)
    {
        if (bids.Length + asks.Length > SnapshotLevelsMax)
        {
            Oversized++;
            return;
        }

        int slot;
        while ((slot = FreeSlot()) < 0)
        {
            ReleaseEarly();
        }

        _snapshots[slot].Set(bids, asks);
        Add(now, venueTime, new PendingUpdate(PendingKind.Snapshot, Side.Buy, Price.Zero, slot, expected));
    }

    /// <summary>Takes a change of the market's grid, which is hashed with the book from its venue time on.</summary>
    public void EnqueueTickSize(Timestamp now, Timestamp venueTime, TickSize tickSize) =>
        Add(now, venueTime, new PendingUpdate(PendingKind.TickSize, Side.Buy, Price.Zero, tickSize.Units, default));

    /// <summary>Releases and checks everything whose time has come.</summary>
    public void Advance(Timestamp now)
    {
        var limit = now - _lastArrival >= _options.Delay ? Timestamp.Never : _newest - _options.Delay;
        while (_queue.TryDequeue(limit, out var update, out var venueTime))
        {
            Release(venueTime, update);
        }
    }

    /// <summary>Forgets the book and everything that waits, because the connection was lost; the next snapshot starts it again.</summary>
    public void Drop()
    {
        Book.Drop();
        _queue.Clear();
        foreach (var snapshot in _snapshots)
        {
            snapshot.IsTaken = false;
        }

        Check.StartAgain();
        ReleasedUpTo = default;
        _newest = default;
    }

    private void Add(Timestamp now, Timestamp venueTime, in PendingUpdate update)
    {
        if (_queue.IsFull)
        {
            ReleaseEarly();
        }

        _queue.Enqueue(venueTime, update);
        _newest = Timestamp.Later(_newest, venueTime);
        _lastArrival = now;
    }

    private void ReleaseEarly()
    {
        if (_queue.TryDequeue(Timestamp.Never, out var update, out var venueTime))
        {
            ReleasedEarly++;
            Release(venueTime, update);
        }
    }

    private void Release(Timestamp venueTime, in PendingUpdate update)
    {
        var isLate = venueTime < ReleasedUpTo;
        Late += isLate ? 1 : 0;
        ReleasedUpTo = Timestamp.Later(ReleasedUpTo, venueTime);
        switch (update.Kind)
        {
            case PendingKind.Snapshot:
                ReleaseSnapshot(venueTime, _snapshots[(int)update.Quantity], update.Expected, isLate);
                break;
            case PendingKind.TickSize:
                _hash.TickSize = new TickSize((int)update.Quantity);
                break;
            default:
                var applied = Book.Apply(venueTime, update.Side, update.Price, new Size(update.Quantity));
                CheckLevel(venueTime, update.Expected, applied && !isLate);
                break;
        }
    }

    private void ReleaseSnapshot(Timestamp venueTime, PendingSnapshot snapshot, in Hash160 expected, bool isLate)
    {
        var applied = Book.ApplySnapshot(venueTime, snapshot.Bids, snapshot.Asks);
        snapshot.IsTaken = false;
        if (!applied || isLate || expected.IsZero)
        {
            Check.SkipUntested();
            return;
        }

        _hash.Load(venueTime, Book);
        Check.RecordSnapshot(_hash.Matches(expected, _trades));
    }

    private void CheckLevel(Timestamp venueTime, in Hash160 expected, bool isComparable)
    {
        if (!isComparable || expected.IsZero || ++_sinceCompared < _options.CompareEvery)
        {
            Check.SkipUntested();
            return;
        }

        _sinceCompared = 0;
        _hash.Load(venueTime, Book);
        Check.RecordUpdate(venueTime, _hash.Matches(expected, _trades));
    }

    private int FreeSlot()
    {
        for (var slot = 0; slot < _snapshots.Length; slot++)
        {
            if (!_snapshots[slot].IsTaken)
            {
                return slot;
            }
        }

        return -1;
    }
}
