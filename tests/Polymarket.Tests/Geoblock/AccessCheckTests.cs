using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Geoblock;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Geoblock;

public sealed class AccessCheckTests
{
    private const string Open = """{"blocked":false,"ip":"203.0.113.7","country":"CH","region":"ZH"}""";

    private readonly List<(bool Allowed, string Why)> _told = [];
    private readonly HttpOutbox _outbox = new();
    private readonly AccessCheck _check;
    private Timestamp _now = Timestamp.FromSeconds(1_793_491_200);

    public AccessCheckTests() => _check = AccessChecks.Region(new AccessCheckOptions(), (_, allowed, why) => _told.Add((allowed, why)));

    [Fact]
    public void It_is_denied_until_the_venue_allows_it()
    {
        _check.Start(_now, _outbox);
        Assert.False(Assert.Single(_told).Allowed);
        Assert.Equal((VenueService.Site, "/api/geoblock"), (_outbox.Calls[0].Service, _outbox.Calls[0].PathAndQuery));
        Answer(Open);
        Assert.True(_told[^1].Allowed);
    }

    [Theory]
    [InlineData("""{"blocked":true,"country":"US","region":"NY"}""", 200)]
    [InlineData("""{"blocked":"maybe"}""", 200)]
    [InlineData("""{"country":"CH"}""", 200)]
    [InlineData("<html>", 200)]
    [InlineData("", 403)]
    [InlineData("", 451)]
    public void A_later_answer_that_does_not_plainly_allow_denies(string body, int status)
    {
        _check.Start(_now, _outbox);
        Answer(Open);
        Pass(300);
        Answer(body, status);
        Assert.False(_check.IsAllowed);
    }

    [Fact]
    public void Without_answers_the_last_one_stands_for_ten_minutes_and_no_longer()
    {
        _check.Start(_now, _outbox);
        Answer(Open);
        for (var second = 0; second < 599; second++)
        {
            Pass(1);
            if (_outbox.Calls.Count > 0)
            {
                End(new HttpOutcome { Kind = HttpOutcomeKind.TimedOut });
            }
        }

        Assert.True(_check.IsAllowed);
        Pass(1);
        Assert.False(_check.IsAllowed);
        Assert.Contains("no answer", _told[^1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_asked_every_five_minutes()
    {
        _check.Start(_now, _outbox);
        Answer(Open);
        Pass(299);
        Assert.Empty(_outbox.Calls);
        Pass(1);
        Assert.Single(_outbox.Calls);
    }

    private void Pass(int seconds)
    {
        _now += Duration.FromSeconds(seconds);
        if (_check.NextDeadline <= _now)
        {
            _check.Tick(_now, _outbox);
        }
    }

    private void Answer(string body, int status = 200) => End(new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) });

    private void End(HttpOutcome outcome)
    {
        var call = _outbox.Calls[^1];
        _outbox.Clear();
        Assert.True(_check.Completed(_now, call.Id, outcome));
    }
}
