using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Market;
using PolyCloud.Polymarket.Tests.Prices;

namespace PolyCloud.Polymarket.Tests.Recordings;

/// <summary>Single payloads by case, a day of the oracle's prices, and the schemas that the venue has left behind.</summary>
public sealed class RecordedPayloadsTests
{
    private const string OldChanges = "data/Aaimek__polymarket-data-collection/price_change_messages_202501302221.csv.gz";
    private const string OraclePrices = "data/Ligengxin96__polymarket-data-samples/BTCUSD-prices-2026-06-08.csv.gz";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_780_900_000);

    [RecordedDataFact(SharedData.Payloads)]
    public void Every_market_payload_of_todays_schema_is_understood()
    {
        var frames = new[] { "best_bid_ask", "book", "last_trade", "new_market", "price_change", "resolved", "tick_size" }
            .Select(name => File.ReadAllText(Path.Combine(SharedData.Find(SharedData.Payloads)!, $"ws_market_{name}_msg.json")))
            .Concat(new[] { "book", "last_trade_price", "price_change_v2", "tick_size_change" }
                .Select(name => File.ReadAllText(Path.Combine(SharedData.Find(SharedData.SocketPayloads)!, name + ".json"))))
            .ToList();
        var (log, faults) = (new MarketEventLog(), new FrameFaults());

        // Each by itself: the payloads name the same markets with different tokens.
        foreach (var frame in frames)
        {
            var reader = new MarketFrameReader(RecordedTokens.Of([frame]), log, faults);
            reader.Read(Now, Encoding.UTF8.GetBytes(frame));
            Assert.True(faults.Total == 0, frame);
        }

        // Of no interest: best_bid_ask repeats the book, new_market tells of every market of the venue.
        Assert.Equal(frames.Count - 2, log.Lines.Count);
    }

    [RecordedDataFact(SharedData.Payloads)]
    public void Every_legacy_price_payload_is_understood_and_of_no_interest()
    {
        var session = new RtdsSession(new RtdsSessionOptions(), new PriceEventLog(), new DeterministicRandom(1));
        session.Opened(Now, new SocketCommands());
        foreach (var name in new[] { "crypto_prices_subscribe", "crypto_prices_update", "equity_prices_subscribe", "equity_prices_update" })
        {
            session.Received(Now, File.ReadAllBytes(Path.Combine(SharedData.Find(SharedData.Payloads)!, $"rtds_{name}.json")), new SocketCommands());
        }

        Assert.Equal((4, 0), (session.Ignored, session.Faults.Total));
    }

    /// <summary>Relayed by the legacy socket on 8 June 2026; only the columns were kept, so the frames are put together again.</summary>
    [RecordedDataFact(OraclePrices)]
    public void A_day_of_oracle_prices_has_two_forms_that_agree()
    {
        var log = new PriceEventLog();
        var session = new RtdsSession(new RtdsSessionOptions(), log, new DeterministicRandom(1));
        session.Opened(Now, new SocketCommands());
        var ticks = 0;
        foreach (var line in SharedData.Lines(OraclePrices).Skip(1))
        {
            var cells = line.Split(',');
            session.Received(Now, Encoding.UTF8.GetBytes(
                $$"""{"payload":{"full_accuracy_value":"{{cells[2]}}","symbol":"btc/usd","timestamp":{{cells[0]}},"value":{{cells[1]}}},"timestamp":{{cells[3]}},"topic":"crypto_prices_chainlink","type":"update"}"""), new SocketCommands());
            ticks++;
        }

        Assert.Equal(84_558, ticks);
        Assert.Equal(0, session.Faults.Total);
        Assert.Equal(ticks, log.Lines.Count(line => line.StartsWith("btc Spot ", StringComparison.Ordinal)));
    }

    /// <summary>The schema before September 2025: one token, <c>changes</c>.</summary>
    [RecordedDataFact(OldChanges)]
    public void Changes_in_the_schema_of_2025_are_told_as_todays()
    {
        var frames = RecordedFrame.Of(SharedData.Find(OldChanges)!).Select(frame => frame.Text).ToList();
        var (log, faults) = (new MarketEventLog(), new FrameFaults());
        var reader = new MarketFrameReader(RecordedTokens.Of(frames), log, faults);
        foreach (var frame in frames)
        {
            Assert.Equal(MarketFrameKind.Data, reader.Read(Now, Encoding.UTF8.GetBytes(frame)));
        }

        Assert.Equal((3_829, 0), (log.Lines.Count, faults.Total));
        var none = default(Hash160);
        Assert.Equal($"deltas m0 1737825347925 Up Sell 300@0.23 {none}", log.Lines[0]);
        Assert.Equal($"deltas m0 1737825351766 Up Sell 5165@0.31 {none} Up Sell 1601@0.29 {none} Up Sell 13377@0.3 {none} Up Sell 5246.77@0.32 {none}", log.Lines[1]);
    }

    /// <summary>The schema of 2024: one change, its fields in the event itself.</summary>
    [RecordedDataFact(SharedData.SocketPayloads)]
    public void A_change_in_the_schema_of_2024_is_told_as_todays()
    {
        var frame = File.ReadAllText(Path.Combine(SharedData.Find(SharedData.SocketPayloads)!, "price_change.json"));
        var (log, faults) = (new MarketEventLog(), new FrameFaults());
        new MarketFrameReader(RecordedTokens.Of([frame]), log, faults).Read(Now, Encoding.UTF8.GetBytes(frame));
        Assert.Equal([$"deltas m0 1723967931411 Up Sell 21574.08@0.514 {default(Hash160)}"], log.Lines);
    }
}
