using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Heartbeats;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Heartbeats;

public sealed class HeartbeatSessionTests : IHeartbeatEvents
{
    private readonly HttpOutbox _outbox = new();
    private readonly List<string> _told = [];
    private Timestamp _now = Timestamp.FromSeconds(1_793_491_200);
    private HeartbeatSession _session;

    public HeartbeatSessionTests() => _session = Session(new HeartbeatOptions());

    [Fact]
    public void Each_beat_carries_the_id_of_the_last_answer_five_seconds_after_the_last_beat()
    {
        _session.Start(_now, _outbox);
        Assert.Equal("""{"heartbeat_id":""}""", Body());
        Pass(300);
        Answer(200, """{"heartbeat_id":"a-1"}""");
        Assert.True(_session.IsBeating);

        Pass(4_699);
        Assert.Single(_outbox.Calls);
        Pass(1);
        Assert.Equal("""{"heartbeat_id":"a-1"}""", Body());
        Assert.Equal(["restored"], _told);
    }

    [Fact]
    public void A_beat_overdue_beyond_the_grace_is_told_once_and_its_return_too()
    {
        _session.Start(_now, _outbox);
        Answer(200, """{"heartbeat_id":"a-1"}""");
        Pass(5_000);
        End(new HttpOutcome { Kind = HttpOutcomeKind.TimedOut });
        Pass(600);
        Answer(500, "");
        Pass(300);
        Assert.True(_session.IsBeating);
        Pass(200);
        Assert.False(_session.IsBeating);
        Pass(3_000);
        Answer(200, """{"heartbeat_id":"a-2"}""");
        Assert.Equal(["restored", "missed", "restored"], _told);
    }

    [Theory]
    [InlineData("error_msg")]
    [InlineData("error")]
    public void A_strange_id_is_adopted_only_after_the_owner_has_proved_its_lease(string field)
    {
        _session.Start(_now, _outbox);
        Answer(400, $$"""{"{{field}}":"Invalid Heartbeat ID","heartbeat_id":"b-9"}""");
        Assert.Equal(["mismatch"], _told);

        Pass(3_000);
        Assert.Single(_outbox.Calls);
        Assert.Equal(["mismatch", "missed"], _told);

        _session.Adopt(_now, _outbox);
        Assert.Equal("""{"heartbeat_id":"b-9"}""", Body());
    }

    [Fact]
    public void A_lone_process_may_adopt_at_once()
    {
        _session = Session(new HeartbeatOptions { AdoptAtOnce = true });
        _session.Start(_now, _outbox);
        Answer(400, """{"error_msg":"Invalid Heartbeat ID","heartbeat_id":"b-9"}""");
        Assert.Equal("""{"heartbeat_id":"b-9"}""", Body());
    }

    [Theory]
    [InlineData("""{"heartbeat_id":"a\",\"x\":\""}""")]
    [InlineData("""{"heartbeat_id":""}""")]
    [InlineData("""{"heartbeat_id":7.5}""")]
    [InlineData("[]")]
    [InlineData("{\"heartbeat")]
    public void An_answer_without_a_usable_id_is_a_failed_beat(string body)
    {
        _session.Start(_now, _outbox);
        Answer(200, body);
        Assert.False(_session.IsBeating);
        Pass(500);
        Assert.Equal("""{"heartbeat_id":""}""", Body());
        Assert.Equal(2, _outbox.Calls.Count);
    }

    [Fact]
    public void Stopped_it_neither_beats_nor_complains()
    {
        _session.Start(_now, _outbox);
        Answer(200, """{"heartbeat_id":"a-1"}""");
        _session.Stop();
        Pass(20_000);
        Assert.Single(_outbox.Calls);
        Assert.Equal(["restored"], _told);
        Assert.True(_session.NextDeadline.IsNever);
    }

    [Fact]
    public void Withheld_it_sends_nothing_and_released_it_goes_on_with_the_chain()
    {
        _session.Start(_now, _outbox);
        Answer(200, """{"heartbeat_id":"a-1"}""");
        _session.Withhold();
        Pass(20_000);
        Assert.Single(_outbox.Calls);
        Assert.False(_session.IsBeating);
        Assert.Equal(["restored"], _told);

        _session.Release(_now, _outbox);
        Assert.Equal("""{"heartbeat_id":"a-1"}""", Body());
        Answer(200, """{"heartbeat_id":"a-2"}""");
        Assert.Equal(["restored", "restored"], _told);
        Pass(5_000);
        Assert.Equal("""{"heartbeat_id":"a-2"}""", Body());
    }

    [Fact]
    public void A_beat_that_is_answered_after_they_are_withheld_keeps_its_place_in_the_chain()
    {
        _session.Start(_now, _outbox);
        _session.Withhold();
        Answer(200, """{"heartbeat_id":"a-1"}""");
        Assert.False(_session.IsBeating);
        Assert.Empty(_told);
        Pass(20_000);
        Assert.Single(_outbox.Calls);
        _session.Release(_now, _outbox);
        Assert.Equal("""{"heartbeat_id":"a-1"}""", Body());
    }

    [Fact]
    public void Released_with_a_beat_in_flight_it_waits_for_the_outcome()
    {
        _session.Start(_now, _outbox);
        _session.Withhold();
        Pass(100);
        _session.Release(_now, _outbox);
        Assert.Single(_outbox.Calls);
        Assert.True(_session.NextDeadline > _now);
        End(new HttpOutcome { Kind = HttpOutcomeKind.TimedOut });
        Pass(500);
        Assert.Equal(2, _outbox.Calls.Count);
    }

    [Fact]
    public void Released_with_a_broken_chain_it_waits_for_the_owner()
    {
        _session.Start(_now, _outbox);
        _session.Withhold();
        Answer(400, """{"error_msg":"Invalid Heartbeat ID","heartbeat_id":"b-9"}""");
        _session.Release(_now, _outbox);
        Assert.Single(_outbox.Calls);
        Assert.True(_session.NextDeadline > _now);
        _session.Adopt(_now, _outbox);
        Assert.Equal("""{"heartbeat_id":"b-9"}""", Body());
    }

    [Fact]
    public void A_chain_that_broke_is_adopted_and_goes_on_only_when_it_is_released()
    {
        _session.Start(_now, _outbox);
        _session.Withhold();
        Answer(400, """{"error_msg":"Invalid Heartbeat ID","heartbeat_id":"b-9"}""");
        _session.Adopt(_now, _outbox);
        Pass(20_000);
        Assert.Single(_outbox.Calls);
        _session.Release(_now, _outbox);
        Assert.Equal("""{"heartbeat_id":"b-9"}""", Body());
    }

    void IHeartbeatEvents.Missed(Timestamp now) => _told.Add("missed");

    void IHeartbeatEvents.Restored(Timestamp now) => _told.Add("restored");

    void IHeartbeatEvents.IdMismatch(Timestamp now) => _told.Add("mismatch");

    private HeartbeatSession Session(HeartbeatOptions options) =>
        new(options, new TradingRequests(new ApiCredential("our-key", "c2VjcmV0", "hush"), default), this);

    private string Body() => Encoding.UTF8.GetString(_outbox.Calls[^1].Body.Span);

    private void Answer(int status, string body) =>
        End(new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) });

    private void End(HttpOutcome outcome) => Assert.True(_session.Completed(_now, _outbox.Calls[^1].Id, outcome, _outbox));

    private void Pass(long milliseconds)
    {
        var end = _now + Duration.FromMilliseconds(milliseconds);
        while (_session.NextDeadline <= end)
        {
            _now = Timestamp.Later(_now, _session.NextDeadline);
            var before = _session.NextDeadline;
            _session.Tick(_now, _outbox);
            if (_session.NextDeadline == before)
            {
                break;
            }
        }

        _now = end;
    }
}
