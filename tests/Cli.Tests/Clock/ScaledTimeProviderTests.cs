using PolyCloud.Cli.Clock;

namespace PolyCloud.Cli.Tests.Clock;

public sealed class ScaledTimeProviderTests
{
    private static readonly DateTimeOffset SimulatedStart = DateTimeOffset.FromUnixTimeSeconds(1_793_714_400);

    [Fact]
    public void Before_its_start_the_clock_stands_still()
    {
        var clock = new ScaledTimeProvider(new ClockOrigin(DateTimeOffset.UtcNow.AddHours(1), SimulatedStart, 20));
        Assert.Equal(SimulatedStart, clock.GetUtcNow());
    }

    [Fact]
    public void The_clock_runs_as_fast_as_it_is_told()
    {
        var clock = new ScaledTimeProvider(new ClockOrigin(DateTimeOffset.UtcNow.AddSeconds(-10), SimulatedStart, 20));
        Assert.InRange((clock.GetUtcNow() - SimulatedStart).TotalSeconds, 200, 260);
    }

    [Fact]
    public async Task A_timer_that_is_set_again_is_scaled_as_at_first()
    {
        var clock = new ScaledTimeProvider(new ClockOrigin(DateTimeOffset.UtcNow, SimulatedStart, 1000));
        var fired = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(_ => fired.TrySetResult(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan);

        // A hundred simulated seconds are a tenth of a real one; unscaled it would take a hundred.
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void An_origin_survives_the_way_through_an_argument()
    {
        var origin = new ClockOrigin(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), SimulatedStart, 12.5);
        Assert.Equal(origin, ClockOrigin.Parse(origin.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1:2")]
    [InlineData("1:2:0")]
    [InlineData("1:2:2000")]
    [InlineData("a:b:c")]
    public void Text_that_is_no_origin_is_refused(string text) => Assert.Null(ClockOrigin.Parse(text));
}
