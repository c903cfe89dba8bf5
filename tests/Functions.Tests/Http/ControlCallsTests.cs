using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.Engine.Markets;
using PolyCloud.Functions.Http;
using PolyCloud.Functions.Runtime;
using PolyCloud.Functions.Tests.Durable;
using PolyCloud.Functions.Workflows;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Functions.Tests.Http;

public sealed class ControlCallsTests
{
    private const string Reason = """{"reason":"drill"}""";

    private readonly RecordedClient _client = new();
    private readonly List<DesireHalt> _halts = [];
    private Exception? _storeOutage;

    [Fact]
    public async Task A_kill_writes_the_halt_and_tells_the_kill_switch_under_the_same_id()
    {
        var (status, body) = await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.Request(Reason, Caller.OperateRole), _client, CancellationToken.None));
        Assert.Equal(202, status);
        Assert.Equal("made-id", body.GetProperty("id").GetString());
        Assert.Equal(new DesireHalt("0", "made-id", "drill", "ann@example.com"), Assert.Single(_halts));
        Assert.Equal("kill-switch-0", Assert.Single(_client.Started).Id);
        var (id, name, raised) = Assert.Single(_client.Raised);
        Assert.Equal(("kill-switch-0", RaisedEvent.Inbox, ControlEvents.Kill, "made-id"), (id, name, raised.Name, raised.Id));
        var kill = Payload.Read<KillRequested>(raised.Payload)!;
        Assert.Null(kill.Problem);
        Assert.Equal(("made-id", "drill", "ann@example.com"), (kill.KillId, kill.Reason, kill.Who));
    }

    [Fact]
    public async Task Without_orchestrations_a_kill_is_still_written_down()
    {
        _client.Outage = new InvalidOperationException("down");
        var (status, body) = await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.Request(Reason, Caller.OperateRole), _client, CancellationToken.None));
        Assert.Equal(202, status);
        Assert.True(body.GetProperty("isHaltWritten").GetBoolean());
        Assert.False(body.GetProperty("isWorkflowTold").GetBoolean());
        Assert.Single(_halts);
    }

    [Fact]
    public async Task Without_the_store_a_kill_still_reaches_the_kill_switch()
    {
        _storeOutage = new InvalidOperationException("down");
        var (status, body) = await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.Request(Reason, Caller.OperateRole), _client, CancellationToken.None));
        Assert.Equal(202, status);
        Assert.False(body.GetProperty("isHaltWritten").GetBoolean());
        Assert.Single(_client.Raised);
    }

    [Fact]
    public async Task A_kill_that_reached_nobody_says_so()
    {
        _client.Outage = _storeOutage = new InvalidOperationException("down");
        var (status, body) = await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.Request(Reason, Caller.OperateRole), _client, CancellationToken.None));
        Assert.Equal(503, status);
        Assert.False(body.GetProperty("isTaken").GetBoolean());
    }

    [Fact]
    public async Task A_resume_carries_its_reason_and_the_halt_that_was_seen()
    {
        var (status, _) = await SignedIn.SentAsync(await Calls().ResumeAsync(
            SignedIn.Request("""{"reason":"checked by hand","id":"r-1","haltNumber":4}""", Caller.OperateRole), _client, CancellationToken.None));
        Assert.Equal(202, status);
        Assert.Empty(_halts);
        var raised = Assert.Single(_client.Raised).Event;
        Assert.Equal((ControlEvents.Resume, "r-1"), (raised.Name, raised.Id));
        Assert.Equal(new ResumeRequested { Reason = "checked by hand", Who = "ann@example.com", HaltNumber = 4 }, Payload.Read<ResumeRequested>(raised.Payload));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"reason":"  "}""")]
    [InlineData("""{"reason":7}""")]
    [InlineData("""{"reason":"x","id":"two words"}""")]
    [InlineData("""{"reason":"x","haltNumber":-1}""")]
    public async Task A_call_that_does_not_say_why_or_says_it_badly_changes_nothing(string body)
    {
        var (status, _) = await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.Request(body, Caller.OperateRole), _client, CancellationToken.None));
        Assert.Equal(400, status);
        AssertNothingHappened();
    }

    [Fact]
    public async Task A_body_or_a_reason_that_is_too_long_changes_nothing()
    {
        foreach (var length in new[] { 501, 20_000 })
        {
            var (status, _) = await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.Request($$"""{"reason":"{{new string('x', length)}}"}""", Caller.OperateRole), _client, CancellationToken.None));
            Assert.Equal(400, status);
        }

        AssertNothingHappened();
    }

    [Fact]
    public async Task Unknown_callers_get_401_and_nothing_happens()
    {
        string?[] headers = [null, "", "not base64!", Convert.ToBase64String("{}"u8), Convert.ToBase64String("[1]"u8), Convert.ToBase64String("nonsense"u8), new string('A', 40_000)];
        foreach (var header in headers)
        {
            Assert.Equal(401, (await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.WithHeader(Reason, header), _client, CancellationToken.None))).Status);
            Assert.Equal(401, (await SignedIn.SentAsync(await Calls().ResumeAsync(SignedIn.WithHeader(Reason, header), _client, CancellationToken.None))).Status);
        }

        AssertNothingHappened();
    }

    [Fact]
    public async Task Where_the_platform_does_not_sign_in_nobody_is_believed()
    {
        var calls = new ControlCalls(new Gate(static _ => null), Switch());
        Assert.Equal(401, (await SignedIn.SentAsync(await calls.KillAsync(SignedIn.Request(Reason, Caller.OperateRole), _client, CancellationToken.None))).Status);
        AssertNothingHappened();
    }

    [Fact]
    public async Task Who_may_only_look_may_not_act()
    {
        Assert.Equal(403, (await SignedIn.SentAsync(await Calls().KillAsync(SignedIn.Request(Reason, Caller.ReadRole), _client, CancellationToken.None))).Status);
        Assert.Equal(403, (await SignedIn.SentAsync(await Calls().ResumeAsync(SignedIn.Request(Reason), _client, CancellationToken.None))).Status);
        AssertNothingHappened();
    }

    private void AssertNothingHappened()
    {
        Assert.Empty(_halts);
        Assert.Empty(_client.Started);
        Assert.Empty(_client.Raised);
    }

    private ControlCalls Calls() => new(new Gate(SignedIn.Platform), Switch());

    private KillSwitch Switch() => new(
        new ControlSettings { Shard = "0", Series = [new ControlSeries("btc", WindowInterval.FiveMinutes)] },
        _ => new ActivityCatalog().Add<DesireHalt, DesiredHalt>(ActivityNames.DesireHalt, (_, halt, _) =>
        {
            if (_storeOutage is not null)
            {
                throw _storeOutage;
            }

            _halts.Add(halt);
            return Task.FromResult(new DesiredHalt(1));
        }),
        NullLogger<KillSwitch>.Instance,
        static () => "made-id");
}
