using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Accounts;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Clob.Markets;
using PolyCloud.Polymarket.Data;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Geoblock;
using PolyCloud.Polymarket.Rewards;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 21: unknown words, nulls, empty decimals, seconds or milliseconds, any case. Nothing throws; what is unknown is kept.</summary>
public sealed class Gotcha21TolerantReadersTests
{
    private static readonly Func<ReadOnlyMemory<byte>, object?>[] Readers =
    [
        Answer.Page<AccountTrade>, Answer.Page<AccountOrder>, Answer.One<AccountKeys>, Answer.One<ClosedOnlyAnswer>, Answer.One<OrdersScoring>,
        Answer.Page<AccountNotification>, Answer.One<RateLimitTierAnswer>, Answer.One<TokenPrice>, Answer.Page<LastTradePrice>, Answer.One<TokenPriceMap>,
        Answer.One<TokenQuotes>, Answer.Page<PricePoint>, Answer.One<PriceHistories>, Answer.One<TokenFacts>, Answer.One<MarketOfToken>, Answer.Page<ListedMarket>,
        Answer.Page<MarketTrade>, Answer.One<BuilderFees>, Answer.Page<DataTrade>, Answer.Page<DataActivity>, Answer.Page<DataPosition>, Answer.Page<LeaderboardPlace>,
        Answer.Page<DataResolution>, Answer.Data<WalletValue>, Answer.Page<TokenHolder>, Answer.Page<MarketOpenInterest>, Answer.Page<WalletApproval>,
        Answer.Data<NamedFigures>, Answer.One<DataError>, Answer.Page<RewardMarket>, Answer.Page<Earning>, Answer.One<RewardShares>, Answer.Page<RebateAccrual>,
        Answer.Page<GammaListing>, Answer.Page<GammaEvent>, Answer.One<GeoblockAnswer>,
        body => BalanceAnswer.TryRead(body.Span, out _), body => CancelAnswer.TryRead(body.Span, out _), body => PlacementAnswer.TryReadBatch(body.Span, []),
    ];

    [Fact]
    public void Unknown_words_of_a_trade_or_order_are_kept_as_written()
    {
        var trade = One<AccountTrade>("""{"id":"t","side":"buy","price":"0.5","size":"1.149423","status":"TRADE_STATUS_TELEPORTED","match_time":1782201457,"last_update":"1782201457021","transaction_hash":null,"fee_rate_bps":""}""");
        Assert.Equal(("TELEPORTED", "", false, false), (trade.Status, trade.TransactionHash, trade.IsConfirmed, trade.IsFailed));
        Assert.Equal(new Size(1_149_423), trade.Size);
        Assert.Equal(Timestamp.FromSeconds(1_782_201_457), trade.MatchedAt);
        Assert.Equal(Timestamp.FromMilliseconds(1_782_201_457_021), trade.UpdatedAt);
        var order = One<AccountOrder>("""{"id":"o","status":"order_status_canceled_market_resolved","side":"SELL","size_matched":"","expiration":"0","associate_trades":null}""");
        Assert.Equal((OpenOrderStatus.Cancelled, null, null), (order.Status, order.Matched, order.Expires));
        Assert.Equal("ACTIVITY_OF_TOMORROW", One<DataActivity>("""{"type":"ACTIVITY_OF_TOMORROW","timestamp":1782173720}""").KindText);
        Assert.Equal(ActivityKind.TakerRebate, One<DataActivity>("""{"type":"taker_rebate","timestamp":1782173720,"outcome_index":999}""").Kind);
    }

    [Theory]
    [InlineData("""{"mid":"0.52"}""", 5_200)]
    [InlineData("""{"mid_price":0.52}""", 5_200)]
    [InlineData("""{"mid":""}""", null)]
    [InlineData("""{"mid":null}""", null)]
    [InlineData("""{"mid":"5.2e-1"}""", 5_200)]
    public void A_number_comes_under_either_name_as_text_or_number_or_not_at_all(string body, int? units) =>
        Assert.Equal(units, One<TokenPrice>(body).Value?.Units);

    [Fact]
    public void A_page_comes_bare_or_wrapped_and_a_row_that_is_no_row_is_counted()
    {
        Assert.Equal(2, Page("""[{"t":1782201484,"p":0.5},{"t":1782201484000,"p":"0.5"}]""").Rows.Count);
        Assert.Equal((1, 1, "c"), Page("""{"history":[{"t":1782201484,"p":0.5},7],"next_cursor":"c"}""") is var page ? (page.Rows.Count, page.Unreadable, page.Next) : default);
        Assert.Equal("", Page("""{"data":[],"pagination":{"has_more":false,"next_cursor":"c"}}""").Next);
        Assert.Equal("", Page("""{"data":[],"next_cursor":"LTE="}""").Next);
    }

    /// <summary>Whatever is cut off, replaced or repeated in an answer: nothing throws.</summary>
    [Fact]
    public void No_reader_throws_on_damaged_answers()
    {
        var sample = """{"data":[{"id":"t","side":"BUY","price":"0.5","size":"","status":null,"condition_id":"0x1","token_id":"7","timestamp":1782173720,"type":"TRADE","rank":1,"events":[{"eventMetadata":{"priceToBeat":1e400}}],"markets":"[\"a\"","blocked":1,"closed_only":"x","tokens":[{}],"history":{"a":[{"t":-1,"p":2}]}}],"pagination":{"next_cursor":5}}""";
        Prop.ForAll(
            Gen.Choose(0, sample.Length - 1).ToArbitrary(),
            Gen.Elements("", "\"", "{", "]", "null", "1e999", "\\ud800", "-", "99999999999999999999999999999", "[[[[").ToArbitrary(),
            (at, insert) =>
            {
                foreach (var text in (ReadOnlySpan<string>)[sample[..at] + insert, sample[..at] + insert + sample[at..], sample[..at] + insert + sample[Math.Min(sample.Length, at + 9)..]])
                {
                    foreach (var reader in Readers)
                    {
                        reader(Encoding.UTF8.GetBytes(text));
                    }
                }
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[null,[],{},7,\"x\"]")]
    [InlineData("{\"a\":1,\"a\":2,\"a\":{}}")]
    [InlineData("{\"apiKey\":\"\\ud800\"}")]
    public void No_reader_throws_on_other_json(string body) => Assert.All(Readers, reader => reader(Encoding.UTF8.GetBytes(body)));

    private static T One<T>(string body)
        where T : class, ILooseReadable<T> => Answer.One<T>(Encoding.UTF8.GetBytes(body)) ?? throw new InvalidOperationException("It was not read.");

    private static Page<PricePoint> Page(string body) => Answer.Page<PricePoint>(Encoding.UTF8.GetBytes(body)) ?? throw new InvalidOperationException("It is no page.");
}
