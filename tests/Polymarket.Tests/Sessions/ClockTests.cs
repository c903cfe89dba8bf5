using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Sessions;

public sealed class ClockTests
{
    private readonly Clock _clock = new(new StoppedTime());

    [Fact]
    public void Time_is_unix_microseconds() => Assert.Equal(1_776_808_414_123_456, _clock.Now.Micros);

    [Fact]
    public void A_timer_never_fires_before_its_moment_nor_waits_for_a_past_one()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(2), _clock.Until(_clock.Now + new Duration(1_001)));
        Assert.Equal(TimeSpan.Zero, _clock.Until(_clock.Now - Duration.FromSeconds(5)));
        Assert.Equal(Timeout.InfiniteTimeSpan, _clock.Until(Timestamp.Never));
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(17_768_084_141_234_560);
    }
}
