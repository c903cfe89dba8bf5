using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Http;

/// <summary><c>/book</c> and <c>/books</c>.</summary>
internal sealed class BookRoutes(OpenBooks books)
{
    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/book", (_, request) => Book(request));
        routes.Open("POST", "/books", (_, request) => Books(request));
    }

    private VenueResponse Book(VenueRequest request)
    {
        if (!books.TryFind(request.Parameter("token_id"), out var feed, out var outcome))
        {
            return OpenBooks.NoBook;
        }

        var text = new Frame();
        feed.Book.AppendBook(text, outcome);
        return VenueResponse.Ok(text.Written.ToArray());
    }

    private VenueResponse Books(VenueRequest request)
    {
        if (TokenQuery.ReadAll(request) is not { } queries)
        {
            return VenueResponse.Error(400, "Invalid payload");
        }

        var text = new Frame().Append("["u8);
        var first = true;
        foreach (var query in queries)
        {
            if (books.TryFind(query.Token, out var feed, out var outcome))
            {
                text.Append(first ? ""u8 : ","u8);
                first = false;
                feed.Book.AppendBook(text, outcome);
            }
        }

        return VenueResponse.Ok(text.Append("]"u8).Written.ToArray());
    }
}
