using PolyCloud.Exchange.Matching;

namespace PolyCloud.Exchange.Listings;

/// <summary>Books of resolved listings, emptied and used again: a book's level table is a third of a megabyte.</summary>
internal sealed class BookPool
{
    /// <summary>Windows that trade at the same time and those just resolved; more are left to the garbage collector.</summary>
    private const int BooksMax = 8;

    private readonly Stack<UnifiedBook> _books = new();

    internal UnifiedBook Take() => _books.TryPop(out var book) ? book : new UnifiedBook();

    internal void Return(UnifiedBook book)
    {
        book.Clear();
        if (_books.Count < BooksMax)
        {
            _books.Push(book);
        }
    }
}
