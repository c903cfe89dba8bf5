using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Market;
using PolyCloud.Polymarket.Tests.Prices;

namespace PolyCloud.Polymarket.Tests.Recordings;

/// <summary>Raw sessions of April 2026: every frame of every source, as received.</summary>
public sealed class RecordedSessionsTests
{
    private const string Folder = "data/jonahgrigoryan__polymarket-15m-arb-bot";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_777_400_000);

    /// <summary>File, then frames: market socket, answers of REST, legacy prices, Binance, Coinbase, and of a source that is not used.</summary>
    public static TheoryData<string, int, int, int, int, int, int> Sessions => new()
    {
        { "m9-pyth-proxy-natural-20260428a", 50, 60, 0, 50, 50, 10 },
        { "m9-pyth-proxy-self-verify-20260428a", 1, 6, 0, 1, 3, 1 },
        { "m9-pyth-proxy-smoke-20260428c", 1, 6, 0, 1, 3, 1 },
        { "m9-rtds-chainlink-smoke-20260428b", 5, 6, 15, 5, 5, 0 },
        { "m9-rtds-current-window-rootcause-20260429T0312Z", 3, 12, 9, 3, 3, 0 },
        { "m9-rtds-current-window-startuplog-20260429T035356Z", 3, 12, 9, 3, 3, 0 },
        { "m9-rtds-natural-20260428d", 20, 48, 60, 20, 20, 0 },
        { "m9-rtds-natural-20260428e", 15, 36, 45, 15, 15, 0 },
        { "m9-runtime-smoke-20260427b", 1, 6, 0, 1, 3, 0 },
    };

    [RecordedDataTheory(Folder)]
    [MemberData(nameof(Sessions))]
    public void Every_frame_of_a_session_is_understood(string name, int market, int rest, int legacy, int binance, int coinbase, int other)
    {
        var bySource = SharedData.Lines($"{Folder}/{name}__raw_messages.jsonl.gz").Select(Frame).ToLookup(frame => frame.Source, frame => frame.Payload);
        var clob = bySource["polymarket_clob"].ToLookup(payload => payload.Contains("event_type", StringComparison.Ordinal));
        Assert.Equal(
            (market, rest, legacy, binance, coinbase, other),
            (clob[true].Count(), clob[false].Count(), bySource["polymarket_rtds_chainlink"].Count(), bySource["binance"].Count(), bySource["coinbase"].Count(), bySource["pyth_proxy"].Count()));
        Assert.Equal(market + rest + legacy + binance + coinbase + other, bySource.Sum(source => source.Count()));
        MarketFramesAreUnderstood([.. clob[true]]);

        // An answer of REST is a book without its event's name.
        MarketFramesAreUnderstood([.. clob[false].Select(payload => string.Concat("{\"event_type\":\"book\",", payload.TrimStart().AsSpan(1)))]);
        LegacyPricesAreUnderstood([.. bySource["polymarket_rtds_chainlink"]]);
        ExchangeFramesAreUnderstood(new BinanceWire(), bySource["binance"]);
        ExchangeFramesAreUnderstood(new CoinbaseWire(), bySource["coinbase"]);
    }

    private static (string Source, string Payload) Frame(string line)
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("source").GetString()!, json.RootElement.GetProperty("payload").GetString()!);
    }

    private static void MarketFramesAreUnderstood(List<string> frames)
    {
        var (log, faults) = (new MarketEventLog(), new FrameFaults());
        var reader = new MarketFrameReader(RecordedTokens.Of(frames), log, faults);
        foreach (var frame in frames)
        {
            reader.Read(Now, Encoding.UTF8.GetBytes(frame));
        }

        Assert.Equal(0, faults.Total);
        Assert.True(log.Lines.Count + reader.IgnoredEvents >= frames.Count);
    }

    private static void LegacyPricesAreUnderstood(List<string> frames)
    {
        var log = new PriceEventLog();
        var session = new RtdsSession(new RtdsSessionOptions { Assets = ["btc", "eth", "sol"] }, log, new DeterministicRandom(1));
        session.Opened(Now, new SocketCommands());
        foreach (var frame in frames)
        {
            session.Received(Now, Encoding.UTF8.GetBytes(frame), new SocketCommands());
        }

        var snapshots = frames.Count(frame => frame.Contains("\"type\":\"subscribe\"", StringComparison.Ordinal));
        Assert.Equal(0, session.Faults.Total);
        Assert.Equal(snapshots, session.Ignored);
        Assert.Equal(frames.Count - snapshots, log.Lines.Count(line => line.Contains(" Spot ", StringComparison.Ordinal)));
    }

    private static void ExchangeFramesAreUnderstood(IExchangeWire wire, IEnumerable<string> frames)
    {
        foreach (var frame in frames)
        {
            var read = wire.Read(Encoding.UTF8.GetBytes(frame));
            Assert.True(read.Kind is ExchangeFrameKind.Price or ExchangeFrameKind.Alive or ExchangeFrameKind.Acknowledged, frame);
        }
    }
}
