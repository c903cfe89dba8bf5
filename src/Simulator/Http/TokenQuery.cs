using System.Text.Json;

namespace PolyCloud.Simulator.Http;

/// <summary>One entry of a batch question: a token, and a side where one is asked about.</summary>
internal readonly record struct TokenQuery(string Token, string Side)
{
    // The venue limits subscriptions and batches to hundreds; a book is some kilobytes.
    private const int Maximum = 500;

    /// <summary>The entries of <c>[{"token_id":"…","side":"BUY"},…]</c>; null where they are not that, or too many.</summary>
    public static List<TokenQuery>? ReadAll(VenueRequest request) => JsonInput.Read(request.Body.Span, Read);

    private static List<TokenQuery>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() > Maximum)
        {
            return null;
        }

        var queries = new List<TokenQuery>();
        foreach (var entry in root.EnumerateArray())
        {
            if (entry.Text("token_id") is not { } token)
            {
                return null;
            }

            queries.Add(new TokenQuery(token, entry.Text("side") ?? ""));
        }

        return queries;
    }
}
