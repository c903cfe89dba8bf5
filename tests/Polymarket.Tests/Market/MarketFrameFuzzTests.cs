using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Fuzz;
using PolyCloud.Polymarket.Tests.Recordings;

namespace PolyCloud.Polymarket.Tests.Market;

public sealed class MarketFrameFuzzTests
{
    private const int MutatedFrames = 25_000;

    /// <summary>Recorded books are long enough for damage to miss what matters.</summary>
    private const string ShortBook =
        "{\"market\":\"0x125149c5918fc5f8c6d34682f700a898a1a19ea4f4e2ae68ff4c5794ba657074\",\"asset_id\":\"45936375922793925919605092352922707796689801895417366600539442410775071099958\","
        + "\"timestamp\":\"1776808411018\",\"hash\":\"425af2848c4f6462b5d2954448419abc0abac9ac\",\"bids\":[{\"price\":\"0.01\",\"size\":\"12902.69\"},{\"price\":\"0.13\",\"size\":\"258.35\"}],"
        + "\"asks\":[{\"price\":\"0.99\",\"size\":\"12324.83\"}],\"tick_size\":\"0.01\",\"event_type\":\"book\",\"last_trade_price\":\"0.130\"}";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1776808414);

    [RecordedDataFact(SharedData.MarketCapture)]
    public void Damaged_frames_never_throw_and_both_readers_tell_the_same_of_them()
    {
        var random = new DeterministicRandom(20260421);
        var frames = SharedData.MarketFrames().Where(frame => frame.Length < 2000).Take(200).ToList();
        frames.AddRange(Enumerable.Repeat(Encoding.UTF8.GetBytes(ShortBook), 100));
        var (fast, general) = (new MarketEventLog(), new MarketEventLog());
        var fastFaults = new FrameFaults();
        var generalFaults = new FrameFaults();
        var fastReader = new MarketFrameReader(CapturedMarkets.Directory(), fast, fastFaults);
        var generalReader = new MarketFrameReader(CapturedMarkets.Directory(), general, generalFaults);
        for (var round = 0; round < MutatedFrames; round++)
        {
            var frame = Mutation.Of(frames[random.NextInt32(frames.Count)], random);
            fastReader.Read(Now, frame);
            generalReader.ReadGenerally(Now, frame);
            Assert.Equal(general.Lines, fast.Lines);
            fast.Lines.Clear();
            general.Lines.Clear();
        }

        foreach (var fault in Enum.GetValues<FrameFault>())
        {
            Assert.Equal(generalFaults.Count(fault), fastFaults.Count(fault));
        }

        Assert.True(fastFaults.Count(FrameFault.Malformed) > 1000);
        Assert.True(fastFaults.Count(FrameFault.WrongShape) > 1000);
    }

    [RecordedDataFact(SharedData.MarketCapture)]
    public void A_frame_cut_off_anywhere_tells_nothing()
    {
        var (log, faults) = (new MarketEventLog(), new FrameFaults());
        var reader = new MarketFrameReader(CapturedMarkets.Directory(), log, faults);
        var whole = SharedData.MarketFrames().First(frame => frame.Length is > 500 and < 700);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Equal(MarketFrameKind.Nothing, reader.Read(Now, whole.AsSpan(0, length)));
        }

        Assert.Equal(["skipped Malformed"], log.Lines);
        Assert.Equal(whole.Length, faults.Count(FrameFault.Malformed));
    }
}
