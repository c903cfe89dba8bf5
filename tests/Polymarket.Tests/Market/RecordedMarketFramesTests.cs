using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Recordings;

namespace PolyCloud.Polymarket.Tests.Market;

public sealed class RecordedMarketFramesTests
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1776808414);

    [RecordedDataFact(SharedData.MarketCapture)]
    public void Every_recorded_frame_is_understood_by_the_fast_reader()
    {
        var (log, faults) = (new MarketEventLog(), new FrameFaults());
        var reader = new MarketFrameReader(CapturedMarkets.Directory(), log, faults);
        foreach (var frame in SharedData.MarketFrames())
        {
            reader.Read(Now, frame);
        }

        Assert.Equal(0, faults.Total);
        Assert.Equal(0, reader.UnusualFrames);
        Assert.Equal(144, reader.IgnoredEvents);
        Assert.Equal(5185, log.Lines.Count(line => line.StartsWith("deltas", StringComparison.Ordinal)));
        Assert.Equal(144, log.Lines.Count(line => line.StartsWith("book", StringComparison.Ordinal)));
        Assert.Equal(71, log.Lines.Count(line => line.StartsWith("trade", StringComparison.Ordinal)));
    }

    [RecordedDataFact(SharedData.MarketCapture)]
    public void Both_readers_tell_the_same_of_every_recorded_frame()
    {
        var (fast, general) = (new MarketEventLog(), new MarketEventLog());
        var fastReader = new MarketFrameReader(CapturedMarkets.Directory(), fast, new FrameFaults());
        var generalReader = new MarketFrameReader(CapturedMarkets.Directory(), general, new FrameFaults());
        foreach (var frame in SharedData.MarketFrames())
        {
            Assert.Equal(generalReader.ReadGenerally(Now, frame), fastReader.Read(Now, frame));
        }

        Assert.Equal(general.Lines, fast.Lines);
    }

    [RecordedDataFact(SharedData.MarketCapture)]
    public void A_space_behind_every_comma_takes_the_fast_reader_too_and_changes_nothing()
    {
        var (plain, spaced) = (new MarketEventLog(), new MarketEventLog());
        var plainReader = new MarketFrameReader(CapturedMarkets.Directory(), plain, new FrameFaults());
        var spacedReader = new MarketFrameReader(CapturedMarkets.Directory(), spaced, new FrameFaults());
        foreach (var frame in SharedData.MarketFrames().Take(1000))
        {
            plainReader.Read(Now, frame);
            spacedReader.Read(Now, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frame).Replace(",", ", ", StringComparison.Ordinal)));
        }

        Assert.Equal(plain.Lines, spaced.Lines);
        Assert.Equal(0, spacedReader.UnusualFrames);
    }

    [RecordedDataFact(SharedData.MarketCapture)]
    public void The_books_have_the_best_prices_that_the_frames_name()
    {
        var books = new BookKeeper();
        var reader = new MarketFrameReader(CapturedMarkets.Directory(), books, new FrameFaults());
        var (compared, late) = (0, 0);
        var newest = 0L;
        foreach (var frame in SharedData.MarketFrames())
        {
            reader.Read(Now, frame);
            using var json = JsonDocument.Parse(frame);
            var moment = long.Parse(json.RootElement.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);
            var isLate = moment < newest;
            newest = Math.Max(newest, moment);
            if (json.RootElement.GetProperty("event_type").GetString() != "price_change")
            {
                continue;
            }

            foreach (var change in json.RootElement.GetProperty("price_changes").EnumerateArray())
            {
                var book = books.Of(change.GetProperty("asset_id").GetString()!);
                if (!book.HasSnapshot)
                {
                    continue;
                }

                compared++;
                if (change.GetProperty("best_bid").GetString() != book.BestBid.ToString() || change.GetProperty("best_ask").GetString() != book.BestAsk.ToString())
                {
                    // A late frame names the best prices of its own, past moment.
                    Assert.True(isLate, Encoding.UTF8.GetString(frame));
                    late++;
                }
            }
        }

        Assert.True(compared > 9000, $"only {compared} were compared");
        Assert.True(late < compared / 1000, $"{late} of {compared} differ");
    }

    [RecordedDataFact(SharedData.RawSession)]
    public void Frames_of_another_recorder_parse_with_their_arrays_and_spaces()
    {
        var (log, faults) = (new MarketEventLog(), new FrameFaults());
        var directory = new TokenDirectory();
        var reader = new MarketFrameReader(directory, log, faults);
        var frames = 0;
        foreach (var line in SharedData.Lines(SharedData.RawSession))
        {
            using var json = JsonDocument.Parse(line);
            var payload = json.RootElement.GetProperty("payload").GetString()!;
            if (json.RootElement.GetProperty("source").GetString() == "polymarket_clob" && payload.Contains("event_type", StringComparison.Ordinal))
            {
                frames++;
                reader.Read(Now, Encoding.UTF8.GetBytes(payload));
            }
        }

        // None of its tokens is registered: everything is either of no interest or an unknown token, nothing is damaged.
        Assert.Equal(50, frames);
        Assert.Equal(faults.Total, faults.Count(FrameFault.UnknownToken));
        Assert.Equal(83, faults.Total);
        Assert.Equal(17, reader.IgnoredEvents);
    }

    /// <summary>The live books of the capture's four tokens.</summary>
    private sealed class BookKeeper : IMarketEvents
    {
        private readonly OrderBook[] _books = [new(), new(), new(), new()];
        public OrderBook Of(string token)
        {
            Assert.True(CapturedMarkets.Directory().TryFindToken(Encoding.ASCII.GetBytes(token), out var market, out var outcome));
            return Of(market, outcome);
        }

        public void BookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope) =>
            Of(market, outcome).ApplySnapshot(venueTime, bids, asks);

        public void BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
        {
            foreach (var delta in deltas)
            {
                Of(market, delta.Outcome).Apply(venueTime, delta.Side, delta.Price, delta.Size);
            }
        }

        public void Trade(Timestamp now, MarketId market, in TradePrint print)
        {
        }

        public void TickSizeChanged(Timestamp now, MarketId market, TickSize tick)
        {
        }

        public void Resolved(Timestamp now, MarketId market, Outcome winner)
        {
        }

        public void Connected(Timestamp now)
        {
        }

        public void ContinuityLost(Timestamp now, string why)
        {
        }

        public void FrameSkipped(Timestamp now, FrameFault fault) => Assert.Fail(fault.ToString());

        private OrderBook Of(MarketId market, Outcome outcome) => _books[(market.Slot * 2) + (int)outcome];
    }
}
