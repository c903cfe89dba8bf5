using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Tests.Alerts;

public sealed class AlertPolicyTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void What_is_below_the_least_severity_is_not_sent()
    {
        var policy = new AlertPolicy(new AlertSettings { Severity = "critical" }, _time);
        Assert.Null(policy.Admit(Alert("data-gap", NoticeSeverity.Warning)));
        Assert.NotNull(policy.Admit(Alert("manual-halt", NoticeSeverity.Critical)));
        Assert.Equal(0, policy.HeldBack);
    }

    [Fact]
    public void The_same_trouble_is_told_again_after_a_while_and_says_how_often_it_came()
    {
        var policy = new AlertPolicy(new AlertSettings { RepeatMinutes = 10 }, _time);
        Assert.NotNull(policy.Admit(Alert("data-gap")));
        Assert.Null(policy.Admit(Alert("data-gap")));
        Assert.Null(policy.Admit(Alert("data-gap")));
        Assert.NotNull(policy.Admit(Alert("data-gap", subject: "another")));
        _time.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(2, policy.Admit(Alert("data-gap"))!.Repeats);
        Assert.Equal(2, policy.HeldBack);
    }

    [Fact]
    public void A_trouble_that_becomes_graver_is_told_at_once()
    {
        var policy = new AlertPolicy(new AlertSettings(), _time);
        Assert.NotNull(policy.Admit(Alert("order", NoticeSeverity.Warning)));
        Assert.NotNull(policy.Admit(Alert("order", NoticeSeverity.Critical)));
    }

    [Fact]
    public void A_flood_of_warnings_leaves_room_for_critical_ones()
    {
        var policy = new AlertPolicy(new AlertSettings { PerMinute = 12 }, _time);
        Assert.Equal(8, Enumerable.Range(0, 100).Count(number => policy.Admit(Alert("w" + number)) is not null));
        Assert.Equal(4, Enumerable.Range(0, 100).Count(number => policy.Admit(Alert("c" + number, NoticeSeverity.Critical)) is not null));
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.NotNull(policy.Admit(Alert("another", NoticeSeverity.Critical)));
    }

    [Fact]
    public void Kinds_remembered_are_bounded_and_the_oldest_makes_room()
    {
        var policy = new AlertPolicy(new AlertSettings { PerMinute = 600, RepeatMinutes = 1_440 }, _time);
        for (var number = 0; number <= AlertPolicy.MaximumKinds; number++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            Assert.NotNull(policy.Admit(Alert("kind" + number)));
        }

        Assert.NotNull(policy.Admit(Alert("kind0")));
        Assert.Null(policy.Admit(Alert("kind5")));
    }

    private static Alert Alert(string reason, NoticeSeverity severity = NoticeSeverity.Warning, string subject = "") => new(Timestamp.FromSeconds(1), severity, reason, subject, "", "");

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan span) => _ticks += span.Ticks;
    }
}
