using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Markets;

/// <summary>One number about a token, under whichever of the venue's names it comes: <c>mid</c>, <c>mid_price</c>, <c>price</c>, <c>spread</c>.</summary>
/// <param name="Value">Null where the venue has none: an empty book, a token never traded.</param>
public sealed record TokenPrice(Price? Value) : ILooseReadable<TokenPrice>
{
    public static TokenPrice? Read(LooseElement json) => json.IsObject ? new(json["mid", "mid_price", "price", "spread"].Price) : null;
}

/// <summary>The last trade of a token; price and side are null where it never traded.</summary>
/// <param name="TokenId">Empty where one token was asked for.</param>
public sealed record LastTradePrice(string TokenId, Price? Price, Side? Side) : ILooseReadable<LastTradePrice>
{
    public static LastTradePrice? Read(LooseElement json) =>
        json.IsObject ? new(json["token_id", "asset_id"].Text, json["side"].Side is null ? null : json["price"].Price, json["side"].Side) : null;
}

/// <summary>One number for each of several tokens.</summary>
public sealed record TokenPriceMap(IReadOnlyDictionary<string, Price?> Values) : ILooseReadable<TokenPriceMap>
{
    public static TokenPriceMap? Read(LooseElement json) =>
        json.IsObject ? new(json.Fields.ToDictionary(field => field.Key, field => field.Value.Price)) : null;
}

/// <summary>Best bid and ask of several tokens.</summary>
public sealed record TokenQuotes(IReadOnlyDictionary<string, (Price? Bid, Price? Ask)> Values) : ILooseReadable<TokenQuotes>
{
    /// <summary>The venue names the best bid BUY and the best ask SELL.</summary>
    public static TokenQuotes? Read(LooseElement json) =>
        json.IsObject ? new(json.Fields.ToDictionary(field => field.Key, field => (field.Value["BUY"].Price, field.Value["SELL"].Price))) : null;
}

/// <summary>One point of a price history.</summary>
public sealed record PricePoint(Timestamp At, Price Price) : ILooseReadable<PricePoint>
{
    public static PricePoint? Read(LooseElement json) => json["t"].Moment is { } at && json["p"].Price is { } price ? new(at, price) : null;
}

/// <summary>Price histories of several tokens.</summary>
public sealed record PriceHistories(IReadOnlyDictionary<string, IReadOnlyList<PricePoint>> Values) : ILooseReadable<PriceHistories>
{
    public static PriceHistories? Read(LooseElement json) => json["history"].IsObject
        ? new(json["history"].Fields.ToDictionary(
            field => field.Key, field => (IReadOnlyList<PricePoint>)[.. field.Value.Items.Select(PricePoint.Read).OfType<PricePoint>()]))
        : null;
}
