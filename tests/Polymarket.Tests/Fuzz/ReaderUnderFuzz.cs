using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Accounts;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Clob.Markets;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Data;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Geoblock;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Resolution;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Gamma;
using PolyCloud.Polymarket.Tests.Market;
using PolyCloud.Polymarket.Tests.Prices;
using PolyCloud.Polymarket.Tests.Prices.Exchanges;
using PolyCloud.Polymarket.Tests.User;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.Polymarket.Tests.Fuzz;

/// <summary>One reader of what the venue, an exchange or a node sends, and sound messages to damage for it.</summary>
/// <param name="Read">Reads one message as the product does. Whatever it throws is a defect.</param>
internal sealed record ReaderUnderFuzz(string Name, string[] Sound, Action<byte[]> Read)
{
    private const string Hash = "0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd9715e";
    private const string Condition = "0x125149c5918fc5f8c6d34682f700a898a1a19ea4f4e2ae68ff4c5794ba657074";
    private const string Token = "45936375922793925919605092352922707796689801895417366600539442410775071099958";
    private const string Key = "3e2c94ca-8124-c4c1-c7ea-be1ea21b71fe";

    private const string Book = $$$"""
        {"market":"{{{Condition}}}","asset_id":"{{{Token}}}","timestamp":"1776808411018","hash":"425af2848c4f6462b5d2954448419abc0abac9ac","bids":[{"price":"0.01","size":"12902.69"},{"price":"0.13","size":"258.35"}],"asks":[{"price":"0.99","size":"12324.83"}],"tick_size":"0.01","event_type":"book","last_trade_price":"0.130"}
        """;

    private const string Change = $$$"""
        {"market":"{{{Condition}}}","price_changes":[{"asset_id":"{{{Token}}}","price":"0.14","size":"20","side":"BUY","hash":"425af2848c4f6462b5d2954448419abc0abac9ac","best_bid":"0.14","best_ask":"0.15"}],"timestamp":"1776808411020","event_type":"price_change"}
        """;

    private const string Order = $$$"""
        {"id":"{{{Hash}}}","owner":"{{{Key}}}","market":"{{{Condition}}}","asset_id":"{{{Token}}}","side":"BUY","original_size":"12","size_matched":"4","price":"0.6","associate_trades":null,"type":"UPDATE","created_at":"1777824060","status":"LIVE","timestamp":"1777824065000","event_type":"order"}
        """;

    private const string Trade = $$$"""
        {"event_type":"trade","type":"TRADE","id":"7c6a3b1e-6e5e-4a9c-9a7e-0f6d2b8f1c11","taker_order_id":"{{{Hash}}}","market":"{{{Condition}}}","asset_id":"{{{Token}}}","side":"BUY","size":"12","price":"0.6","status":"MATCHED","match_time":"1777824065","last_update":"1777824065","outcome":"Up","owner":"{{{Key}}}","trade_owner":"{{{Key}}}","maker_address":"0x0000000000000000000000000000000000000001","transaction_hash":"","bucket_index":0,"fee_rate_bps":"0","trader_side":"MAKER","maker_orders":[{"order_id":"{{{Hash}}}","owner":"{{{Key}}}","maker_address":"0x0000000000000000000000000000000000000001","matched_amount":"12","price":"0.4","asset_id":"{{{Token}}}","outcome":"Up","side":"SELL","fee_rate_bps":"0"}]}
        """;

    private const string Receipt = $$$"""
        {"jsonrpc":"2.0","id":1,"result":{"number":"0x1b4","hash":"{{{Hash}}}","timestamp":"0x55ba467c","status":"0x1","blockNumber":"0x1b4","blockHash":"{{{Hash}}}","transactionHash":"{{{Hash}}}","gasUsed":"0x5208","effectiveGasPrice":"0x1","logs":[{"address":"0x0000000000000000000000000000000000000001","topics":["{{{Hash}}}"],"data":"0x","logIndex":"0x0","removed":false}]}}
        """;

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_776_808_414);

    /// <summary>Every reader, each anew.</summary>
    public static IReadOnlyList<ReaderUnderFuzz> All() => [.. Streams(), .. Answers(), .. Catalogues(), .. Chain()];

    private static IEnumerable<ReaderUnderFuzz> Streams()
    {
        var market = new MarketFrameReader(CapturedMarkets.Directory(), new SilentMarketEvents(), new FrameFaults());
        yield return new("market socket", [Book, Change, $"[{Book},{Change}]", "PONG"], body => market.Read(Now, body));
        var told = new UserEventLog();
        var user = new UserFrameReader(TradeOwner.OfApiKey(Key), told, new FrameFaults());
        yield return new("user socket", [Order, Trade, $"[{Order},{Trade}]", "PONG"], body =>
        {
            user.Read(Now, body);
            told.Orders.Clear();
            told.Lines.Clear();
        });
        var heard = new PriceEventLog();
        var prices = new PolyBoltFrameReader([new PriceStream("btc", OracleSource.Spot), new PriceStream("btc", OracleSource.TimeWeightedAverage60Seconds)], heard, new FrameFaults());
        yield return new(
            "price socket",
            ["""{"v":1,"channel":"price.crypto.twap","seq":4,"ts":1776808414123,"payload":{"symbol":"btcusd","window_seconds":60,"value":61035.9,"full_accuracy_value":"61035900000000000000000","timestamp":1776808414000}}""", """{"op":"error","code":"rate_limited","rid":"2"}"""],
            body =>
            {
                prices.Read(Now, body);
                heard.Lines.Clear();
            });
        var legacy = new RtdsFrameReader([new RtdsTopic("crypto_prices_chainlink", OracleSource.Spot, ["btc"])], heard, new FrameFaults());
        yield return new(
            "legacy price socket",
            ["""{"connection_id":"ciJH2d2aLPECJfQ=","payload":{"full_accuracy_value":"61035900000000000000000","symbol":"btc/usd","timestamp":1777384395000,"value":61035.9},"timestamp":1777384396157,"topic":"crypto_prices_chainlink","type":"update"}"""],
            body =>
            {
                legacy.Read(Now, body);
                heard.Lines.Clear();
            });
        yield return Exchange(new BinanceWire(), """{"stream":"btcusdt@bookTicker","data":{"u":400900217,"s":"BTCUSDT","b":"61035.85000000","B":"31.21","a":"61035.86000000","A":"40.66"}}""");
        yield return Exchange(new CoinbaseWire(), """{"type":"ticker","sequence":7,"product_id":"BTC-USD","price":"61035.86","best_bid":"61035.85","best_ask":"61035.86","side":"buy","time":"2026-04-21T13:46:40.250001Z","trade_id":1}""");
    }

    private static ReaderUnderFuzz Exchange(IExchangeWire wire, string sound)
    {
        var commands = new SocketCommands();
        FastPriceSession Open()
        {
            var session = new FastPriceSession(wire, new FastPriceSessionOptions { Assets = ["btc"] }, new FastPriceEventLog(), new DeterministicRandom(3));
            session.Start(Now, commands);
            session.Opened(Now, commands);
            return session;
        }

        return new ReaderUnderFuzz(wire.Name, [sound], body =>
        {
            Open().Received(Now, body, commands);
            commands.Clear();
        });
    }

    private static IEnumerable<ReaderUnderFuzz> Answers()
    {
        yield return new("book answer", [Book, $"[{Book},{Book}]"], body => _ = BookAnswer.TryRead(body, out _) | BookAnswer.TryReadMany(body, []));
        yield return new(
            "market answer", ["""{"t":[{"t":"11","o":"Up"}],"mts":"0.001","mos":5,"fd":{"r":0.07,"e":"1","to":true},"ao":"true","nr":false,"itode":true,"r":null}"""],
            body => ClobMarketAnswer.TryRead(body, out _));
        yield return new(
            "placement answer", [$$$"""{"success":true,"errorMsg":"","orderID":"{{{Hash}}}","status":"live","makingAmount":"1","takingAmount":"2"}"""],
            body => _ = PlacementAnswer.TryRead(body, out _) | PlacementAnswer.TryReadBatch([(byte)'[', .. body, (byte)']'], []));
        yield return new("cancel answer", [$$$"""{"canceled":["{{{Hash}}}"],"not_canceled":{"{{{Hash}}}":"why"}}"""], body => CancelAnswer.TryRead(body, out _));
        yield return new("balance answer", ["""{"balance":"1500000","allowances":{"0xa":"115792089237316195423570985008687907853269984665640564039457584007913129639935"}}"""], body => BalanceAnswer.TryRead(body, out _));
        yield return new("order answer", [Order], body => OpenOrder.TryRead(body, out _));
        yield return new("page of orders", [$$$"""{"limit":100,"count":2,"next_cursor":"MTAw","data":[{{{Order}}},{{{Order}}}]}"""], body => DataPage.TryReadOrders(body, [], out _, out _));
        yield return new(
            "page of trades", [$$$"""{"limit":100,"count":1,"next_cursor":"LTE=","data":[{{{Trade}}}]}"""],
            body => DataPage.TryReadTrades(body, TradeOwner.OfApiKey(Key), NoTokens.Instance, [], out _, out _));
        yield return new("credential answer", ["""{"apiKey":"3e2c94ca","secret":"c2VjcmV0","passphrase":"phrase"}"""], body => CredentialAnswer.TryRead(body, out _));
        yield return new("bare numbers", ["1793491200", """{"version":2}"""], body => _ = BareNumber.TryReadTime(body, out _) | BareNumber.TryReadVersion(body, out _));
        yield return new("error answer", ["""{"error":"not enough balance / allowance","code":"x"}"""], body => VenueError.Read(body));
        yield return new("account's orders", [$"[{Order}]"], body => Answer.Page<AccountOrder>(body));
        yield return new("account's trades", [$"[{Trade}]"], body => Answer.Page<AccountTrade>(body));
        yield return new("prices", ["""{"mid":"0.5"}""", """{"history":[{"t":1697875200,"p":0.5}]}"""], body =>
        {
            _ = Answer.One<TokenPrice>(body);
            _ = Answer.Page<PricePoint>(body);
            _ = Answer.One<TokenQuotes>(body);
        });
        yield return new("scoring", ["""{"scoring":true}""", $$$"""{"{{{Hash}}}":true}"""], body => Answer.One<OrdersScoring>(body));
        yield return new("geoblock", ["""{"blocked":false,"ip":"192.0.2.1","country":"IE","region":"L"}"""], body => Answer.One<GeoblockAnswer>(body));
    }

    private static IEnumerable<ReaderUnderFuzz> Catalogues()
    {
        var market = Encoding.UTF8.GetString(GammaMarkets.Answer(GammaMarkets.Market(1_776_808_200)));
        var resolved = Encoding.UTF8.GetString(GammaMarkets.Answer(GammaMarkets.Resolved(1_776_808_200, "1")));
        yield return new("window of the catalogue", [market, resolved], body => GammaMarketReader.TryRead(body, GammaMarkets.Series, out _, out _));
        yield return new("listing of the catalogue", [market, resolved], body => Answer.Page<GammaListing>(body));
        yield return new("resolution of the catalogue", [resolved], body => GammaResolution.Read(body));
        yield return new("positions", [$$$"""[{"proxyWallet":"0x0000000000000000000000000000000000000001","asset":"{{{Token}}}","conditionId":"{{{Condition}}}","size":12.5,"avgPrice":0.47,"currentValue":5.8,"redeemable":true,"slug":"btc-updown-5m-1776808200","outcome":"Up"}]"""], body => Answer.Page<DataPosition>(body));
        yield return new("activity", [$$$"""[{"timestamp":1776808414,"conditionId":"{{{Condition}}}","type":"TRADE","size":12.5,"usdcSize":5.8,"transactionHash":"{{{Hash}}}","price":0.47,"asset":"{{{Token}}}","side":"BUY"}]"""], body => Answer.Page<DataActivity>(body));
        yield return new("payout", [$$$"""[{"conditionId":"{{{Condition}}}","resolved":true,"payouts":[1,0]}]"""], body => DataPayout.Read(body, Condition));
    }

    private static IEnumerable<ReaderUnderFuzz> Chain()
    {
        yield return new("node", [Receipt, """{"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted"}}"""], body => RpcAnswer.Read(1, Outcome(body)));
        yield return new("relayer", [$$$"""{"transactionID":"7c6a3b1e","transactionHash":"{{{Hash}}}","state":"STATE_CONFIRMED"}"""], body => RelayerAnswer.Read(Outcome(body)));
    }

    private static HttpOutcome Outcome(byte[] body) => new() { Kind = HttpOutcomeKind.Answered, Status = 200, Body = body };
}
