using System.Text;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Requests anybody may make.</summary>
public static class PublicRequests
{
    /// <summary>The venue's clock: a bare number of Unix seconds.</summary>
    public static HttpCall Time(long id) => Get(id, "/time");

    /// <summary>The order version the matching engine wants.</summary>
    public static HttpCall Version(long id) => Get(id, "/version");

    /// <summary>One token's book.</summary>
    public static HttpCall Book(long id, string tokenId) => Get(id, "/book?token_id=" + Uri.EscapeDataString(tokenId));

    /// <summary>The books of several tokens.</summary>
    public static HttpCall Books(long id, params ReadOnlySpan<string> tokenIds)
    {
        var body = new StringBuilder("[");
        foreach (var token in tokenIds)
        {
            body.Append(body.Length > 1 ? "," : "").Append("{\"token_id\":\"").Append(token).Append("\"}");
        }

        return new HttpCall
        {
            Id = id,
            Service = VenueService.Clob,
            Method = "POST",
            PathAndQuery = "/books",
            Body = Encoding.UTF8.GetBytes(body.Append(']').ToString()),
        };
    }

    /// <summary>Tick, minimum size, fees and tokens of one condition.</summary>
    public static HttpCall ClobMarket(long id, string conditionId) => Get(id, "/clob-markets/" + Uri.EscapeDataString(conditionId));

    private static HttpCall Get(long id, string path) => new()
    {
        Id = id,
        Service = VenueService.Clob,
        Method = "GET",
        PathAndQuery = path,
    };
}
