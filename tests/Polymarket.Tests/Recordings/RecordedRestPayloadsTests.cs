using System.IO.Compression;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Accounts;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Clob.Markets;
using PolyCloud.Polymarket.Data;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Polymarket.Tests.Recordings;

/// <summary>Every recorded REST answer is read with nothing left over.</summary>
public sealed class RecordedRestPayloadsTests
{
    private const string Laboratory = "data/hugompt__polymarket-microstructure-lab/backend/tests/fixtures";
    private const string Responses = "data/nautechsystems__nautilus_trader/tests/integration_tests/adapters/polymarket/resources/http_responses";
    private const string WalletTrades = "data/ent0n29__polybot/dataapi_wallet_trades_museumofbees_20260226.json.gz";
    private const string WalletActivity = "data/TonyLI27__btc-5min-pnl-terminal/dataapi_activity_20260511_20260519.json.gz";

    [RecordedDataFact(SharedData.Payloads)]
    public void Orders_trades_balances_and_cancels()
    {
        Assert.All(["http_open_order", "http_open_order_sell_fok"], name => Assert.NotNull(Answer.One<AccountOrder>(Payload(name))));
        Whole(Answer.Page<AccountOrder>(Payload("http_open_orders_page")), order => Assert.NotEqual(OpenOrderStatus.Unrecognised, order.Status));
        Whole(Answer.Page<AccountTrade>(Payload("http_trades_page")), trade => Assert.NotEmpty(trade.Status));
        Assert.True(Answer.One<AccountTrade>(Payload("http_trade_report"))!.IsConfirmed);
        Assert.True(BalanceAnswer.TryRead(Payload("http_balance_allowance_collateral"), out _));
        Assert.True(BalanceAnswer.TryRead(Payload("http_balance_allowance_no_allowance"), out var balance));
        Assert.Equal((250_500_000L, 0L), (balance.Balance, balance.Allowance));
        Assert.All(["http_batch_cancel_response", "http_cancel_response_failed", "http_cancel_response_ok"], name => Assert.True(CancelAnswer.TryRead(Payload(name), out _)));
        Assert.True(PlacementAnswer.TryRead(Payload("http_order_response_ok"), out var placed) && placed.Success);
        Assert.True(PlacementAnswer.TryRead(Payload("http_order_response_failed"), out var failed) && !failed.Accepted);
        Assert.Equal("Internal server error", VenueError.Read(Payload("http_order_response_error_500")).Text);
    }

    [RecordedDataFact(SharedData.Payloads)]
    public void Books_fees_and_markets()
    {
        Assert.True(BookAnswer.TryRead(Payload("clob_book_response"), out _));
        Assert.True(BookAnswer.TryRead(Read(Responses, "book"), out _));
        Assert.True(BookAnswer.TryRead(Read(Laboratory, "clob_book"), out _));
        Assert.Equal([150L, 0L], new[] { "nonzero", "zero" }.Select(name => Answer.One<TokenFacts>(Payload("clob_fee_rate_response_" + name))!.BaseFeeBasisPoints!.Value));
        Assert.All(["true", "false"], flag => Assert.Equal(2, Answer.One<ListedMarket>(Payload("clob_market_closed_binary_accepting_" + flag))!.Tokens.Count));
        Assert.NotNull(Answer.One<ListedMarket>(Read(Responses, "market")));
        Whole(Answer.Page<ListedMarket>(Read(Responses, "markets")), market => Assert.NotEmpty(market.Slug));
        Whole(Answer.Page<PricePoint>(Read(Laboratory, "clob_prices_history")), point => Assert.InRange(point.Price.Units, 1, Price.Scale));
    }

    [RecordedDataFact(SharedData.Payloads)]
    public void Events_and_markets_of_the_catalogue()
    {
        string[] single =
        [
            "gamma_market", "gamma_market_closed_binary_accepting_false", "gamma_market_closed_binary_accepting_true", "gamma_market_closed_nonbinary_legacy",
            "gamma_market_closed_zero_zero_legacy", "gamma_market_sports_market_map_handicap", "gamma_market_sports_market_money_line",
        ];
        Assert.All(single, name =>
        {
            var listing = Answer.One<GammaListing>(Payload(name))!;
            Assert.Equal(listing.Outcomes.Count, listing.TokenIds.Count);
        });
        Whole(Answer.Page<GammaEvent>(Payload("gamma_event")), found => Assert.NotEmpty(found.Markets));
        Whole(Answer.Page<GammaEvent>(Payload("search_response")), _ => { });
        Whole(Answer.Page<GammaLabel>(Payload("gamma_tags")), tag => Assert.NotEmpty(tag.Slug));
        Assert.NotNull(Answer.One<GammaEvent>(Read(Responses, "event")));
        Whole(Answer.Page<GammaEvent>(Read(Responses, "events_list")), _ => { });
        Assert.NotNull(Answer.One<GammaListing>(Read(Responses, "market_slug")));
        Whole(Answer.Page<GammaListing>(Read(Responses, "markets_list")), _ => { });
        Whole(Answer.Page<GammaListing>(Read(Laboratory, "gamma_markets")), listing => Assert.NotEmpty(listing.Outcomes));
        Assert.Equal(["Up", "Down"], Answer.One<GammaListing>(Read(Laboratory, "gamma_market_updown"))!.Outcomes);
        Whole(Answer.Page<GammaEvent>(Read(Laboratory, "gamma_event_crypto_updown")), found => Assert.All(found.Markets, listing => Assert.NotNull(listing.Starts)));
    }

    [RecordedDataFact(SharedData.GammaMarkets)]
    public void Every_recorded_window_is_listed_with_its_strike_and_settlement()
    {
        var count = 0;
        foreach (var line in SharedData.Lines(SharedData.GammaMarkets))
        {
            using var row = JsonDocument.Parse(line);
            var raw = row.RootElement.GetProperty("raw");
            var text = raw.ValueKind == JsonValueKind.String ? raw.GetString()! : raw.GetRawText();
            Assert.True(LooseElement.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var json));
            json = json.IsArray ? json.Items[0] : json;
            var listing = json["markets"].IsArray ? GammaEvent.Read(json)?.Markets[0] : GammaListing.Read(json);
            Assert.NotNull(listing);
            Assert.Equal(["Up", "Down"], listing.Outcomes);
            Assert.Equal(2, listing.TokenIds.Count);
            Assert.NotNull(listing.Starts);
            Assert.NotNull(listing.Fees);
            count++;
        }

        Assert.True(count > 200, $"{count} windows");
    }

    [RecordedDataFact(Laboratory)]
    public void Rows_of_the_data_api()
    {
        Whole(Answer.Page<DataPosition>(Payload("data_api_positions_response")), position => Assert.NotEmpty(position.Outcome));
        Whole(Answer.Page<DataTrade>(Payload("data_api_trades_response")), _ => { });
        Whole(Answer.Page<DataTrade>(Read(Responses, "trades")), _ => { });
        Whole(Answer.Page<DataTrade>(Read(Laboratory, "data_trades")), _ => { });
        Whole(Answer.Page<DataPosition>(Read(Laboratory, "data_positions")), _ => { });
        Whole(Answer.Page<DataActivity>(Read(Laboratory, "data_activity")), activity => Assert.NotEqual(ActivityKind.Other, activity.Kind));
        Assert.Equal(Money.Zero, Answer.One<WalletValue>(Read(Laboratory, "data_value"))!.Value);
    }

    [RecordedDataFact(WalletTrades)]
    public void A_wallets_trades_have_as_many_keys_as_rows()
    {
        var page = Answer.Page<DataTrade>(Unzipped(WalletTrades))!;
        Whole(page, _ => { });
        Assert.Equal(page.Rows.Count, new TradeDeduplicator().News(page.Rows).Count);
        var seen = new TradeDeduplicator();
        seen.News(page.Rows);
        Assert.Empty(seen.News(page.Rows));
    }

    [RecordedDataFact(WalletActivity)]
    public void A_wallets_activity_is_of_known_kinds() =>
        Whole(Answer.Page<DataActivity>(Unzipped(WalletActivity)), activity => Assert.NotEqual(ActivityKind.Other, activity.Kind));

    private static void Whole<T>(Page<T>? page, Action<T> check)
        where T : class, ILooseReadable<T>
    {
        Assert.NotNull(page);
        Assert.Equal(0, page.Unreadable);
        Assert.NotEmpty(page.Rows);
        Assert.All(page.Rows, check);
    }

    private static byte[] Payload(string name) => Read(SharedData.Payloads, name);

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(Path.Combine(SharedData.Find(folder)!, name + ".json"));

    private static byte[] Unzipped(string file)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.Find(file)!), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
