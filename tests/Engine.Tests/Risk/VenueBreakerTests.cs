using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class VenueBreakerTests
{
    private static readonly Timestamp Now = EngineHarness.Opens;

    [Theory]
    [InlineData(0, Reason.VenueErrors)]
    [InlineData(1, Reason.None)]
    public void The_sixth_error_pauses_where_the_first_lies_at_most_the_span_back(long beyond, Reason verdict)
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        breaker.OnError(Now);
        for (var error = 0; error < 4; error++)
        {
            breaker.OnError(Now + Duration.FromSeconds(1));
        }

        var last = Now + Duration.FromSeconds(30) + new Duration(beyond);
        breaker.OnError(last);
        Assert.Equal(verdict, breaker.Verdict(last));
    }

    [Fact]
    public void Errors_that_led_to_a_pause_do_not_count_again()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        Fail(breaker, Now, 6);
        var until = breaker.PausedUntil;
        Fail(breaker, Now + Duration.FromSeconds(1), 5);
        Assert.Equal(until, breaker.PausedUntil);
        Fail(breaker, Now + Duration.FromSeconds(1), 1);
        Assert.Equal(Now + Duration.FromSeconds(61), breaker.PausedUntil);
    }

    [Fact]
    public void A_pause_ends_at_its_moment_and_a_spell_of_quiet_begins_anew_only_when_it_is_over()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        Fail(breaker, Now, 6);
        Assert.Equal(Reason.VenueErrors, breaker.Verdict(Now + Duration.FromSeconds(30) - new Duration(1)));
        Assert.Equal(Reason.None, breaker.Verdict(Now + Duration.FromSeconds(30)));
        var second = breaker.PausedUntil + Duration.FromSeconds(600);
        Fail(breaker, second, 6);
        Assert.Equal(second + Duration.FromSeconds(60), breaker.PausedUntil);
        var third = breaker.PausedUntil + Duration.FromSeconds(600) + new Duration(1);
        Fail(breaker, third, 6);
        Assert.Equal(third + Duration.FromSeconds(30), breaker.PausedUntil);
        Assert.Equal(1, breaker.Pauses);
    }

    [Fact]
    public void Only_the_last_fifty_answers_count()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        Answer(breaker, 10, rejected: true);
        Assert.Equal(Reason.None, breaker.Verdict(Now));
        Answer(breaker, 50, rejected: false);
        Answer(breaker, 10, rejected: true);
        Assert.Equal(Reason.None, breaker.Verdict(Now));
        Answer(breaker, 1, rejected: true);
        Assert.Equal(Reason.TooManyRejects, breaker.Verdict(Now));
    }

    [Fact]
    public void Fewer_than_fifty_answers_pause_nothing_and_after_a_pause_the_count_begins_anew()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        Answer(breaker, 49, rejected: true);
        Assert.Equal(Reason.None, breaker.Verdict(Now));
        Answer(breaker, 1, rejected: true);
        var until = breaker.PausedUntil;
        Assert.Equal(Now + Duration.FromSeconds(30), until);
        Answer(breaker, 49, rejected: true);
        Assert.Equal(until, breaker.PausedUntil);
        Answer(breaker, 1, rejected: false);
        Assert.Equal(Now + Duration.FromSeconds(60), breaker.PausedUntil);
    }

    [Fact]
    public void A_person_ends_the_pause_and_the_row()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        Fail(breaker, Now, 6);
        breaker.Rearm();
        Assert.Equal(Reason.None, breaker.Verdict(Now));
        Fail(breaker, Now, 6);
        Assert.Equal(Now + Duration.FromSeconds(30), breaker.PausedUntil);
    }

    [Fact]
    public void A_restart_keeps_the_pause_its_row_and_a_reason()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        breaker.Import(Now + Duration.FromSeconds(5), 2);
        Assert.Equal(Reason.VenueErrors, breaker.Verdict(Now));
        Fail(breaker, Now, 6);
        Assert.Equal(Now + Duration.FromSeconds(120), breaker.PausedUntil);
    }

    private static void Fail(VenueBreaker breaker, Timestamp now, int errors)
    {
        for (var error = 0; error < errors; error++)
        {
            breaker.OnError(now);
        }
    }

    private static void Answer(VenueBreaker breaker, int answers, bool rejected)
    {
        for (var answer = 0; answer < answers; answer++)
        {
            breaker.OnAnswer(Now, rejected);
        }
    }
}
