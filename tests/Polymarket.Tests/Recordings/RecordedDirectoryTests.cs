using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Market;
using PolyCloud.Polymarket.Tests.Prices;
using PolyCloud.Polymarket.Tests.User;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.Polymarket.Tests.Recordings;

/// <summary>Every frame of every recording, of whatever year: none is unknown, damaged or refused.</summary>
public sealed class RecordedDirectoryTests
{
    private const string Everything = "data";
    private const string ApiKey = "3e2c94ca-8124-c4c1-c7ea-be1ea21b71fe";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_780_900_000);

    [RecordedDataFact(Everything)]
    public void Every_frame_of_the_market_channel_is_read_whole()
    {
        var (frames, events) = (0, 0L);
        foreach (var (file, recorded) in Frames(RecordedChannel.Market))
        {
            var (log, faults) = (new MarketEventLog(), new FrameFaults());
            var reader = new MarketFrameReader(RecordedTokens.Of(recorded), log, faults);
            foreach (var frame in recorded)
            {
                var before = log.Lines.Count + reader.IgnoredEvents;
                reader.Read(Now, Encoding.UTF8.GetBytes(frame));
                Assert.True(faults.Total == 0, $"{file}: {frame}");
                Assert.True(log.Lines.Count + reader.IgnoredEvents > before, $"{file} tells nothing: {frame}");
            }

            (frames, events) = (frames + recorded.Count, events + log.Lines.Count);
        }

        Assert.Equal((9_680, 9_618), (frames, events));
    }

    [RecordedDataFact(Everything)]
    public void Every_frame_of_the_user_channel_is_read_whole()
    {
        var frames = 0;
        foreach (var (file, recorded) in Frames(RecordedChannel.User))
        {
            foreach (var frame in recorded)
            {
                var faults = new FrameFaults();
                var kind = new UserFrameReader(TradeOwner.OfApiKey(ApiKey), new UserEventLog(), faults).Read(Now, Encoding.UTF8.GetBytes(frame));
                Assert.True((kind, faults.Total) == (UserFrameKind.Data, 0), $"{file}: {frame}");
                frames++;
            }
        }

        Assert.Equal(16, frames);
    }

    [RecordedDataFact(Everything)]
    public void Every_frame_of_the_price_feeds_is_read_whole()
    {
        var prices = 0;
        var session = new RtdsSession(new RtdsSessionOptions { Assets = ["btc", "eth", "sol"] }, new PriceEventLog(), new DeterministicRandom(1));
        session.Opened(Now, new SocketCommands());
        foreach (var (file, recorded) in Frames(RecordedChannel.LegacyPrices))
        {
            foreach (var frame in recorded)
            {
                session.Received(Now, Encoding.UTF8.GetBytes(frame), new SocketCommands());
                Assert.True(session.Faults.Total == 0, $"{file}: {frame}");
                prices++;
            }
        }

        var quotes = 0;
        foreach (var frame in Files().SelectMany(RecordedFrame.Of).Where(frame => frame.Channel == RecordedChannel.Exchange))
        {
            IExchangeWire wire = frame.Source == "binance" ? new BinanceWire() : new CoinbaseWire();
            Assert.True(wire.Read(Encoding.UTF8.GetBytes(frame.Text)).Kind is ExchangeFrameKind.Price or ExchangeFrameKind.Alive or ExchangeFrameKind.Acknowledged, frame.Text);
            quotes++;
        }

        Assert.Equal((142, 204), (prices, quotes));
    }

    private static IEnumerable<(string File, List<string> Frames)> Frames(RecordedChannel channel) => Files()
        .Select(file => (file, RecordedFrame.Of(file).Where(frame => frame.Channel == channel).Select(frame => frame.Text).ToList()))
        .Where(file => file.Item2.Count > 0);

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(SharedData.Find(Everything)!, "*", SearchOption.AllDirectories);
}
