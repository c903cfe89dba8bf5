using PolyCloud.Engine.Inputs;

namespace PolyCloud.Engine.Book;

/// <summary>Room for one snapshot that waits for its turn; it grows to the deepest seen and is used again.</summary>
internal sealed class PendingSnapshot
{
    private BookLevel[] _levels = [];
    private int _bidCount;
    private int _askCount;

    public bool IsTaken { get; set; }

    public ReadOnlySpan<BookLevel> Bids => _levels.AsSpan(0, _bidCount);

    public ReadOnlySpan<BookLevel> Asks => _levels.AsSpan(_bidCount, _askCount);

    public void Set(ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        if (_levels.Length < bids.Length + asks.Length)
        {
            _levels = new BookLevel[2 * (bids.Length + asks.Length)];
        }

        bids.CopyTo(_levels);
        asks.CopyTo(_levels.AsSpan(bids.Length));
        _bidCount = bids.Length;
        _askCount = asks.Length;
        IsTaken = true;
    }
}
