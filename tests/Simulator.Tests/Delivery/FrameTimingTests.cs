using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Tests.Delivery;

public sealed class FrameTimingTests
{
    /// <summary>The rate of the raw frames the lateness was measured on.</summary>
    [Fact]
    public void At_the_hot_rate_a_fifth_of_the_frames_arrive_after_a_newer_one_as_recorded()
    {
        var random = new DeterministicRandom(11);
        var timing = new FrameTiming(Duration.FromMilliseconds(10), new LateFrameOptions(), random.Fork(1));
        var frames = new List<(long Due, long Sent)>();
        for (var (at, count) = (Timestamp.FromSeconds(1_000), 0); count < 50_000; count++)
        {
            at += new Duration((long)random.NextExponential(2_000));
            frames.Add((timing.PossiblyLate(at).Micros, at.Milliseconds));
        }

        var newest = 0L;
        var lateness = new List<long>();
        foreach (var (_, sent) in frames.OrderBy(frame => frame.Due))
        {
            if (sent < newest)
            {
                lateness.Add(newest - sent);
            }

            newest = Math.Max(newest, sent);
        }

        lateness.Sort();
        Assert.InRange((double)lateness.Count / frames.Count, 0.185, 0.215);
        Assert.InRange(lateness[lateness.Count / 2], 3, 8);
        Assert.InRange(lateness[lateness.Count * 9 / 10], 12, 22);
        Assert.InRange(lateness[^1], 40, 90);
    }

    [Fact]
    public void Without_lateness_frames_keep_their_order()
    {
        var timing = new FrameTiming(Duration.FromMilliseconds(10), new LateFrameOptions { Share = 0 }, new DeterministicRandom(1));
        var sent = Timestamp.FromSeconds(5);
        Assert.Equal(sent + Duration.FromMilliseconds(10), timing.PossiblyLate(sent));
        Assert.Equal(timing.InOrder(sent), timing.PossiblyLate(sent));
    }
}
