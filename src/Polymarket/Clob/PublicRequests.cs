using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Requests to the order book's service that anybody may make.</summary>
public static class PublicRequests
{
    /// <summary>Tokens in one history request.</summary>
    public const int MaximumHistories = 20;

    /// <summary>Tokens in one request for last trade prices.</summary>
    public const int MaximumLastTrades = 500;

    /// <summary>The service is there: <c>"OK"</c>.</summary>
    public static HttpCall Ok(long id) => Get(id, new PathQuery("/ok"));

    /// <summary>The venue's clock: a bare number of Unix seconds.</summary>
    public static HttpCall Time(long id) => Get(id, new PathQuery("/time"));

    /// <summary>The order version the matching engine wants.</summary>
    public static HttpCall Version(long id) => Get(id, new PathQuery("/version"));

    /// <summary>One token's book.</summary>
    public static HttpCall Book(long id, string tokenId) => OfToken(id, "/book", tokenId);

    /// <summary>The books of several tokens.</summary>
    public static HttpCall Books(long id, params ReadOnlySpan<string> tokenIds) => Post(id, "/books", TokenListBody.Of(tokenIds));

    public static HttpCall Midpoint(long id, string tokenId) => OfToken(id, "/midpoint", tokenId);

    public static HttpCall Midpoints(long id, params ReadOnlySpan<string> tokenIds) => Post(id, "/midpoints", TokenListBody.Of(tokenIds));

    /// <summary>The best bid for <see cref="Side.Buy"/>, the best ask for <see cref="Side.Sell"/>.</summary>
    public static HttpCall Price(long id, string tokenId, Side side) => Get(id, new PathQuery("/price").With("token_id", tokenId).With("side", Name(side)));

    /// <summary>Best bids and asks of several tokens.</summary>
    public static HttpCall Prices(long id, params ReadOnlySpan<string> tokenIds) => Post(id, "/prices", TokenListBody.OfBothSides(tokenIds));

    public static HttpCall Spread(long id, string tokenId) => OfToken(id, "/spread", tokenId);

    public static HttpCall Spreads(long id, params ReadOnlySpan<string> tokenIds) => Post(id, "/spreads", TokenListBody.Of(tokenIds));

    public static HttpCall LastTradePrice(long id, string tokenId) => OfToken(id, "/last-trade-price", tokenId);

    public static HttpCall LastTradePrices(long id, params ReadOnlySpan<string> tokenIds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokenIds.Length, MaximumLastTrades);
        return Post(id, "/last-trades-prices", TokenListBody.Of(tokenIds));
    }

    public static HttpCall Tick(long id, string tokenId) => OfToken(id, "/tick-size", tokenId);

    public static HttpCall NegativeRisk(long id, string tokenId) => OfToken(id, "/neg-risk", tokenId);

    /// <summary>The legacy base fee; it is told, and means nothing any more.</summary>
    public static HttpCall BaseFee(long id, string tokenId) => OfToken(id, "/fee-rate", tokenId);

    /// <summary>Tick, minimum size, fees and tokens of one condition.</summary>
    public static HttpCall ClobMarket(long id, string conditionId) => Get(id, new PathQuery("/clob-markets/" + Uri.EscapeDataString(conditionId)));

    public static HttpCall MarketByToken(long id, string tokenId) => Get(id, new PathQuery("/markets-by-token/" + Uri.EscapeDataString(tokenId)));

    /// <summary>One market in the old form; its tick can be stale.</summary>
    public static HttpCall Market(long id, string conditionId) => Get(id, new PathQuery("/markets/" + Uri.EscapeDataString(conditionId)));

    /// <summary>One page of markets of this list.</summary>
    public static HttpCall Markets(long id, MarketList list, string cursor = TradingRequests.FirstPage) =>
        Get(id, new PathQuery(Path(list)).With("next_cursor", cursor));

    /// <summary>Prices of one token over a span.</summary>
    /// <param name="fidelity">Minutes between two points, or null for the venue's choice.</param>
    public static HttpCall PricesHistory(long id, string tokenId, Timestamp from, Timestamp until, int? fidelity = null) => Get(
        id, new PathQuery("/prices-history").With("market", tokenId).With("startTs", from.Seconds).With("endTs", until.Seconds).With("fidelity", fidelity));

    /// <summary>Prices of one token over the last <c>1h</c>, <c>6h</c>, <c>1d</c>, <c>1w</c>, <c>1m</c>, or <c>max</c>.</summary>
    public static HttpCall PricesHistory(long id, string tokenId, string interval, int? fidelity = null) =>
        Get(id, new PathQuery("/prices-history").With("market", tokenId).With("interval", interval).With("fidelity", fidelity));

    /// <summary>Prices of up to <see cref="MaximumHistories"/> tokens over a span.</summary>
    public static HttpCall PricesHistories(long id, Timestamp from, Timestamp until, params ReadOnlySpan<string> tokenIds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokenIds.Length, MaximumHistories);
        return Post(id, "/batch-prices-history", TokenListBody.OfHistories(tokenIds, from, until));
    }

    /// <summary>Recent trades of one market.</summary>
    public static HttpCall LiveActivity(long id, string conditionId) => Get(id, new PathQuery("/markets/live-activity/" + Uri.EscapeDataString(conditionId)));

    /// <summary>One page of trades that carried a builder's code.</summary>
    public static HttpCall BuilderTrades(long id, string builderCode, string cursor = TradingRequests.FirstPage) =>
        Get(id, new PathQuery("/builder/trades").With("builder_code", builderCode).With("next_cursor", cursor));

    public static HttpCall BuilderFees(long id, string builderCode) => Get(id, new PathQuery("/fees/builder-fees/" + Uri.EscapeDataString(builderCode)));

    /// <summary>The venue's word for a side.</summary>
    public static string Name(Side side) => side == Side.Buy ? "BUY" : "SELL";

    private static string Path(MarketList list) => list switch
    {
        MarketList.All => "/markets",
        MarketList.Simplified => "/simplified-markets",
        MarketList.Sampling => "/sampling-markets",
        _ => "/sampling-simplified-markets",
    };

    private static HttpCall OfToken(long id, string path, string tokenId) => Get(id, new PathQuery(path).With("token_id", tokenId));

    private static HttpCall Get(long id, PathQuery path) => path.Get(id, VenueService.Clob);

    private static HttpCall Post(long id, string path, byte[] body) =>
        new() { Id = id, Service = VenueService.Clob, Method = "POST", PathAndQuery = path, Body = body };
}
