using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Clob.Markets;

namespace PolyCloud.Polymarket.Client;

/// <summary>
/// The order book's public endpoints. Every method throws <see cref="VenueCallException"/> where the venue gives no usable answer and
/// <see cref="OperationCanceledException"/> where the caller cancels.
/// </summary>
public sealed class MarketDataClient(VenueCaller caller)
{
    /// <summary>Whether the service answers.</summary>
    public async Task<bool> IsUpAsync(CancellationToken cancellation) => (await caller.OnceAsync((id, _) => PublicRequests.Ok(id), cancellation)).IsSuccess;

    /// <summary>The venue's clock, in whole seconds.</summary>
    public async Task<Timestamp> TimeAsync(CancellationToken cancellation) => (await caller.ReadAsync(
        (id, _) => PublicRequests.Time(id), body => BareNumber.TryReadTime(body.Span, out var time) ? new Boxed<Timestamp>(time) : null, cancellation)).Value;

    /// <summary>The order version the matching engine wants.</summary>
    public async Task<long> VersionAsync(CancellationToken cancellation) => (await caller.ReadAsync(
        (id, _) => PublicRequests.Version(id), body => BareNumber.TryReadVersion(body.Span, out var version) ? new Boxed<long>(version) : null, cancellation)).Value;

    public Task<BookAnswer> BookAsync(string tokenId, CancellationToken cancellation) =>
        caller.ReadAsync((id, _) => PublicRequests.Book(id, tokenId), body => BookAnswer.TryRead(body.Span, out var book) ? book : null, cancellation);

    public async Task<IReadOnlyList<BookAnswer>> BooksAsync(IReadOnlyList<string> tokenIds, CancellationToken cancellation) => await caller.ReadAsync(
        (id, _) => PublicRequests.Books(id, [.. tokenIds]),
        body =>
        {
            var books = new List<BookAnswer>();
            return BookAnswer.TryReadMany(body.Span, books) ? books : null;
        },
        cancellation);

    /// <summary>Null where the book has no middle.</summary>
    public async Task<Price?> MidpointAsync(string tokenId, CancellationToken cancellation) =>
        (await caller.ReadAsync<TokenPrice>((id, _) => PublicRequests.Midpoint(id, tokenId), cancellation)).Value;

    public async Task<IReadOnlyDictionary<string, Price?>> MidpointsAsync(IReadOnlyList<string> tokenIds, CancellationToken cancellation) =>
        (await caller.ReadAsync((id, _) => PublicRequests.Midpoints(id, [.. tokenIds]), Answer.One<TokenPriceMap>, cancellation)).Values;

    /// <summary>The best bid for a buy, the best ask for a sell; null where that side is empty.</summary>
    public async Task<Price?> PriceAsync(string tokenId, Side side, CancellationToken cancellation) =>
        (await caller.ReadAsync<TokenPrice>((id, _) => PublicRequests.Price(id, tokenId, side), cancellation)).Value;

    public async Task<IReadOnlyDictionary<string, (Price? Bid, Price? Ask)>> PricesAsync(IReadOnlyList<string> tokenIds, CancellationToken cancellation) =>
        (await caller.ReadAsync((id, _) => PublicRequests.Prices(id, [.. tokenIds]), Answer.One<TokenQuotes>, cancellation)).Values;

    public async Task<Price?> SpreadAsync(string tokenId, CancellationToken cancellation) =>
        (await caller.ReadAsync<TokenPrice>((id, _) => PublicRequests.Spread(id, tokenId), cancellation)).Value;

    public async Task<IReadOnlyDictionary<string, Price?>> SpreadsAsync(IReadOnlyList<string> tokenIds, CancellationToken cancellation) =>
        (await caller.ReadAsync((id, _) => PublicRequests.Spreads(id, [.. tokenIds]), Answer.One<TokenPriceMap>, cancellation)).Values;

    public Task<LastTradePrice> LastTradePriceAsync(string tokenId, CancellationToken cancellation) =>
        caller.ReadAsync<LastTradePrice>((id, _) => PublicRequests.LastTradePrice(id, tokenId), cancellation);

    public Task<IReadOnlyList<LastTradePrice>> LastTradePricesAsync(IReadOnlyList<string> tokenIds, CancellationToken cancellation) =>
        caller.RowsAsync<LastTradePrice>((id, _) => PublicRequests.LastTradePrices(id, [.. tokenIds]), cancellation);

    public async Task<TickSize?> TickAsync(string tokenId, CancellationToken cancellation) =>
        (await caller.ReadAsync<TokenFacts>((id, _) => PublicRequests.Tick(id, tokenId), cancellation)).Tick;

    public async Task<bool?> NegativeRiskAsync(string tokenId, CancellationToken cancellation) =>
        (await caller.ReadAsync<TokenFacts>((id, _) => PublicRequests.NegativeRisk(id, tokenId), cancellation)).NegativeRisk;

    /// <summary>The legacy base fee in basis points, which says nothing about what is charged.</summary>
    public async Task<long?> BaseFeeAsync(string tokenId, CancellationToken cancellation) =>
        (await caller.ReadAsync<TokenFacts>((id, _) => PublicRequests.BaseFee(id, tokenId), cancellation)).BaseFeeBasisPoints;

    public Task<ClobMarketAnswer> MarketAsync(string conditionId, CancellationToken cancellation) => caller.ReadAsync(
        (id, _) => PublicRequests.ClobMarket(id, conditionId), body => ClobMarketAnswer.TryRead(body.Span, out var market) ? market : null, cancellation);

    public Task<MarketOfToken> MarketByTokenAsync(string tokenId, CancellationToken cancellation) =>
        caller.ReadAsync<MarketOfToken>((id, _) => PublicRequests.MarketByToken(id, tokenId), cancellation);

    /// <summary>One market in the old form; its tick can be stale.</summary>
    public Task<ListedMarket> ListedMarketAsync(string conditionId, CancellationToken cancellation) =>
        caller.ReadAsync<ListedMarket>((id, _) => PublicRequests.Market(id, conditionId), cancellation);

    public IAsyncEnumerable<ListedMarket> MarketsAsync(MarketList list, CancellationToken cancellation) =>
        caller.PagesAsync<ListedMarket>((id, _, cursor) => PublicRequests.Markets(id, list, cursor), TradingRequests.FirstPage, cancellation);

    public Task<IReadOnlyList<PricePoint>> PricesHistoryAsync(string tokenId, Timestamp from, Timestamp until, CancellationToken cancellation, int? fidelity = null) =>
        caller.RowsAsync<PricePoint>((id, _) => PublicRequests.PricesHistory(id, tokenId, from, until, fidelity), cancellation);

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<PricePoint>>> PricesHistoriesAsync(
        IReadOnlyList<string> tokenIds, Timestamp from, Timestamp until, CancellationToken cancellation) =>
        (await caller.ReadAsync((id, _) => PublicRequests.PricesHistories(id, from, until, [.. tokenIds]), Answer.One<PriceHistories>, cancellation)).Values;

    public Task<IReadOnlyList<MarketTrade>> LiveActivityAsync(string conditionId, CancellationToken cancellation) =>
        caller.RowsAsync<MarketTrade>((id, _) => PublicRequests.LiveActivity(id, conditionId), cancellation);

    public IAsyncEnumerable<MarketTrade> BuilderTradesAsync(string builderCode, CancellationToken cancellation) =>
        caller.PagesAsync<MarketTrade>((id, _, cursor) => PublicRequests.BuilderTrades(id, builderCode, cursor), TradingRequests.FirstPage, cancellation);

    public Task<BuilderFees> BuilderFeesAsync(string builderCode, CancellationToken cancellation) =>
        caller.ReadAsync<BuilderFees>((id, _) => PublicRequests.BuilderFees(id, builderCode), cancellation);

    private sealed record Boxed<T>(T Value);
}
