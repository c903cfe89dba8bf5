using System.Text;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Resolution;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Research.Tests.InProcess;

/// <summary>What the node does when it may not trade, when it cannot cancel, and when the venue's settlement is strange.</summary>
public sealed class NodeAccessTests : IDisposable
{
    private readonly NodeWorld _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Without_an_answer_about_the_region_nothing_is_placed()
    {
        _here.World.FateOf = static call => call.PathAndQuery.StartsWith("/api/geoblock", StringComparison.Ordinal) ? CallFate.NeverArrives : CallFate.Answered;
        var node = _here.Node(options => options with { ChecksAccess = true });
        _here.RunUntil(node, NodeWorld.FirstOpens + Duration.FromSeconds(120), () => false);
        Assert.Equal(VenueMode.Geoblocked, node.VenueMode);
        Assert.Equal(0, node.Driver.Engine.Totals.OrdersPlaced);
        Assert.Empty(_here.Seen.Signed);
        Assert.Contains(_here.Seen.Notes, note => note.Note == NodeNote.Access && note.Detail.Contains("not asked yet", StringComparison.Ordinal));
    }

    [Fact]
    public void A_region_that_is_served_and_an_account_in_good_standing_may_trade()
    {
        var node = _here.Node(options => options with { ChecksAccess = true });
        node.Start(_here.World.Now);
        Answer(node, "/api/geoblock", """{"blocked":false,"country":"CH"}""");
        Assert.Equal(VenueMode.ClosedOnly, node.VenueMode);
        Answer(node, "/auth/ban-status/closed-only", """{"closed_only":false}""");
        Assert.Equal(VenueMode.Normal, node.VenueMode);
    }

    [Fact]
    public void A_halted_node_that_cannot_cancel_lets_the_dead_man_switch_do_it_and_beats_again_when_it_can()
    {
        var node = RestingOrder();
        var now = _here.World.Now;
        node.HaltNow(now, Reason.ManualHalt);
        var sweep = node.Outbox.Calls.First(call => call.PathAndQuery == "/cancel-all");
        node.Outbox.Clear();
        node.HttpCompleted(now, sweep.Id, new HttpOutcome
        {
            Kind = HttpOutcomeKind.Answered,
            Status = 429,
            RetryAfterSeconds = 30,
            RateLimit = RateLimitHeaders.None with { Remaining = -2_400 },
        });
        Assert.False(node.Feeds.Heartbeat);
        Assert.Contains(_here.Seen.Notes, note => note.Note == NodeNote.CancelDebt && note.Detail.Contains("cancels can go out again", StringComparison.Ordinal));
        var calls = CallsUntil(node, now + Duration.FromSeconds(20));
        Assert.DoesNotContain(calls, call => call.PathAndQuery == "/v1/heartbeats");
        node.Outbox.Clear();
        var carriedOut = new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = """{"canceled":[],"not_canceled":{}}"""u8.ToArray() };
        foreach (var asked in calls.Where(static call => call.PathAndQuery == "/cancel-all"))
        {
            node.HttpCompleted(now + Duration.FromSeconds(20), asked.Id, carriedOut);
        }

        Assert.Contains(CallsUntil(node, now + Duration.FromSeconds(32)), call => call.PathAndQuery == "/v1/heartbeats");
    }

    [Fact]
    public void A_split_dollar_halts_everything_because_it_cannot_be_booked()
    {
        var node = RestingOrder();
        Assert.True(Payout.TryFrom([1, 1], out var split));
        node.ChainTold(_here.World.Now, _here.Seen.Added[0].ConditionId, split);
        Assert.Equal(Reason.SettlementMismatch, node.Halt);
        Assert.Contains(_here.Seen.Notes, note => note.Note == NodeNote.SettlementMismatch && note.Detail.Contains("500000/500000", StringComparison.Ordinal));
        Assert.Contains(node.Outbox.Calls, call => call.PathAndQuery == "/cancel-all");
    }

    [Fact]
    public void The_chains_word_settles_a_window_that_nobody_else_resolved()
    {
        var node = RestingOrder();
        node.ChainTold(_here.World.Now, _here.Seen.Added[0].ConditionId, Payout.Of(Outcome.Down));
        Assert.Equal(1, node.Driver.Engine.Totals.WindowsSettled);
        Assert.Equal(Reason.None, node.Halt);
    }

    private static List<HttpCall> CallsUntil(TradingNode node, Timestamp until)
    {
        var calls = new List<HttpCall>();
        while (node.NextDeadline <= until)
        {
            node.Tick(node.NextDeadline);
            calls.AddRange(node.Outbox.Calls);
            node.Outbox.Clear();
        }

        return calls;
    }

    private static void Answer(TradingNode node, string path, string body)
    {
        var call = node.Outbox.Calls.First(sent => sent.PathAndQuery == path);
        node.HttpCompleted(NodeWorld.FirstOpens, call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) });
    }

    private TradingNode RestingOrder()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, NodeWorld.FirstOpens + Duration.FromSeconds(200), () => _here.OpenOrders(0) > 0 && node.Feeds.Heartbeat && _here.Seen.Reports.Exists(report => report.Kind == OrderReportKind.Live)));
        return node;
    }
}
