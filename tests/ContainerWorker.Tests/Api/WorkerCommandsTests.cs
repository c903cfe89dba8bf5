using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Commands;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.ContainerWorker.Tests.Publishing;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Tests.Api;

public sealed class WorkerCommandsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-commands");
    private readonly QuotingNode _node = new();
    private readonly Effect _placed;
    private readonly ProposalBook _proposals;
    private readonly Worker _worker;
    private readonly AlertDesk _alerts;
    private readonly WorkerCommands _commands;

    public WorkerCommandsTests()
    {
        _placed = _node.Quote();
        _node.Report(_placed.Intent, OrderReportKind.Live);
        var board = new SnapshotBoard(TradingSnapshot.Before(_node.Now, "0"), static problem => throw problem);
        new SnapshotPublisher(board, _node.Activity, static () => 0).Publish(_node.Node, new WorkerFacts("0", 7, "live", _node.Now, "", null, 0, Duration.Zero, ParametersSnapshot.Empty, [], AlertsSnapshot.None), _node.Now);
        _proposals = new ProposalBook(ProposalFile);
        _worker = new Worker(_node);
        _alerts = new AlertDesk(new AlertSettings(), [], board, TimeProvider.System, NullLogger.Instance);
        _commands = new WorkerCommands(_worker, _worker, board, _proposals, new MoveBook(Path.Combine(_directory.FullName, "moves.json")), _alerts, new StrategyParameters(), () => _node.Now);
    }

    private string ProposalFile => Path.Combine(_directory.FullName, "proposals.json");

    public void Dispose()
    {
        _node.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_cancelled_order_is_on_its_way_out_and_an_unknown_one_is_not_found()
    {
        Assert.Equal(CommandStatus.Accepted, (await _commands.CancelOrderAsync(_placed.Intent.ToString(), "test", "desk")).Status);
        Assert.Contains(_node.Activity.Notices, notice => notice.Text == $"Order: cancel {_placed.Intent} (test)");
        foreach (var unknown in (string[])["i99", "x1", "i", "", "i-1", "i99999999999999999999"])
        {
            Assert.Equal(CommandStatus.NotFound, (await _commands.CancelOrderAsync(unknown, "test", "desk")).Status);
        }
    }

    [Fact]
    public async Task Closing_a_position_locks_the_window_and_a_second_time_is_a_conflict()
    {
        Assert.Equal(CommandStatus.Accepted, (await _commands.ClosePositionAsync(QuotingNode.Spec.Slug, "test", "desk")).Status);
        Assert.Equal(MarketPhase.HedgeLock, _node.Engine.View(_node.Market).Phase);
        Assert.Equal(CommandStatus.Conflict, (await _commands.ClosePositionAsync(QuotingNode.Spec.Slug, "test", "desk")).Status);
        Assert.Equal(CommandStatus.NotFound, (await _commands.ClosePositionAsync("none", "test", "desk")).Status);
    }

    [Fact]
    public async Task A_bot_is_paused_once_and_resumed_and_one_that_is_not_there_is_not_found()
    {
        Assert.Equal(CommandStatus.Accepted, (await _commands.CommandBotAsync("b0", BotSignal.Pause, "test", "desk")).Status);
        Assert.Equal(BotState.Paused, _node.Engine.BotViews[0].State);
        Assert.Equal(CommandStatus.Conflict, (await _commands.CommandBotAsync("b0", BotSignal.Start, "test", "desk")).Status);
        Assert.Equal(CommandStatus.Accepted, (await _commands.CommandBotAsync("b0", BotSignal.Resume, "test", "desk")).Status);
        Assert.Equal(CommandStatus.NotFound, (await _commands.CommandBotAsync("b9", BotSignal.Pause, "test", "desk")).Status);
    }

    [Fact]
    public async Task A_proposal_changes_nothing_until_it_is_approved_and_is_decided_once()
    {
        var made = await _commands.ProposeAsync(Wish("engine.asymmetric.entrySize", "5"), "desk");
        Assert.Equal(CommandStatus.Accepted, made.Status);
        Assert.Empty(_node.Engine.ParameterChanges);
        Assert.Equal(CommandStatus.Accepted, (await _commands.ApproveAsync(made.Id, "boss")).Status);
        Assert.Equal(["engine.asymmetric.entrySize=5"], Assert.Single(_node.Engine.ParameterChanges).Settings);
        Assert.Equal(CommandStatus.Conflict, (await _commands.ApproveAsync(made.Id, "boss")).Status);
        Assert.Equal(CommandStatus.Conflict, (await _commands.RejectAsync(made.Id, "late", "boss")).Status);
        var kept = Assert.Single(new ProposalBook(ProposalFile).NewestFirst);
        Assert.Equal((ProposalState.Approved, "desk", "boss"), (kept.State, kept.ProposedBy, kept.DecidedBy));
    }

    [Fact]
    public async Task A_persons_order_is_placed_and_what_the_engine_refuses_is_a_conflict_with_the_reason()
    {
        var wanted = new PersonOrderRequest(QuotingNode.Spec.Slug, "b0", _placed.Outcome, Side.Buy, Price.Cents(52), Size.Shares(6), false, "test");
        var placed = await _commands.PlaceOrderAsync(wanted, "desk");
        Assert.Equal((CommandStatus.Accepted, "i2"), (placed.Status, placed.Id));
        var refused = await _commands.PlaceOrderAsync(wanted with { Limit = new Price(5_201) }, "desk");
        Assert.Equal(CommandStatus.Conflict, refused.Status);
        Assert.Contains("refused", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(CommandStatus.NotFound, (await _commands.PlaceOrderAsync(wanted with { Bot = "b9" }, "desk")).Status);
        Assert.Equal(CommandStatus.NotFound, (await _commands.PlaceOrderAsync(wanted with { Slug = "none" }, "desk")).Status);
    }

    [Fact]
    public async Task A_wish_to_move_money_is_decided_once_and_outlives_the_process()
    {
        var made = await _commands.ProposeMoveAsync(WalletMove.TopUp, Money.Dollars(25), "low", "desk");
        Assert.Equal(CommandStatus.Accepted, made.Status);
        Assert.Equal(CommandStatus.Accepted, (await _commands.DecideMoveAsync(made.Id, true, "yes", "boss")).Status);
        Assert.Equal(CommandStatus.Conflict, (await _commands.DecideMoveAsync(made.Id, false, "no", "boss")).Status);
        Assert.Equal(CommandStatus.NotFound, (await _commands.DecideMoveAsync("none", true, "yes", "boss")).Status);
        var kept = Assert.Single(new MoveBook(Path.Combine(_directory.FullName, "moves.json")).NewestFirst);
        Assert.Equal((ProposalState.Approved, "desk", "boss", Money.Dollars(25)), (kept.State, kept.ProposedBy, kept.DecidedBy, kept.Amount));
    }

    [Fact]
    public async Task A_test_of_alerts_without_a_channel_is_a_conflict_that_says_how_to_name_one()
    {
        var outcome = await _commands.TestAlertsAsync("desk");
        Assert.Equal(CommandStatus.Conflict, outcome.Status);
        Assert.Contains("POLYCLOUD_ALERT_WEBHOOK", outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engine.asymmetric.entrySize", "many")]
    [InlineData("engine.risk.maximumDailyLoss", "1000")]
    [InlineData("nonsense", "1")]
    public async Task A_proposal_that_could_never_be_approved_is_refused_at_once(string key, string value)
    {
        var outcome = await _commands.ProposeAsync(Wish(key, value), "desk");
        Assert.Equal((CommandStatus.Invalid, "settings"), (outcome.Status, outcome.Field));
        Assert.Contains(key, outcome.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_proposals.NewestFirst);
    }

    [Fact]
    public async Task A_rejected_proposal_never_reaches_the_engine()
    {
        var made = await _commands.ProposeAsync(Wish("engine.asymmetric.entrySize", "5"), "desk");
        Assert.Equal(CommandStatus.Accepted, (await _commands.RejectAsync(made.Id, "no", "boss")).Status);
        Assert.Equal(CommandStatus.Conflict, (await _commands.ApproveAsync(made.Id, "boss")).Status);
        Assert.Equal(CommandStatus.NotFound, (await _commands.RejectAsync("none", "no", "boss")).Status);
        Assert.Empty(_node.Engine.ParameterChanges);
    }

    [Fact]
    public async Task The_oldest_decided_proposals_make_room_and_open_ones_never_do()
    {
        for (var number = 0; number < ProposalBook.Capacity; number++)
        {
            Assert.True((await _commands.ProposeAsync(Wish("engine.asymmetric.entrySize", "5"), "desk")).IsAccepted);
        }

        Assert.Equal(CommandStatus.Conflict, (await _commands.ProposeAsync(Wish("engine.asymmetric.entrySize", "5"), "desk")).Status);
        await _commands.RejectAsync(_proposals.NewestFirst[5].Id, "no", "boss");
        Assert.True((await _commands.ProposeAsync(Wish("engine.asymmetric.entrySize", "6"), "desk")).IsAccepted);
        Assert.Equal(ProposalBook.Capacity, _proposals.NewestFirst.Count);
    }

    [Fact]
    public async Task A_halt_whose_flag_cannot_be_written_says_that_it_holds_but_may_not_last()
    {
        _worker.FlagFails = true;
        var outcome = await _commands.HaltAsync("smoke", "desk");
        Assert.Equal(CommandStatus.Unavailable, outcome.Status);
        Assert.Contains("may not outlive", outcome.Detail, StringComparison.Ordinal);
    }

    private static ParameterProposalRequest Wish(string key, string value) =>
        new(ParameterScope.All, "", null, false, new Dictionary<string, string> { [key] = value }, "smaller");

    private sealed class Worker(QuotingNode node) : IWorkerControl, IWorkerOrders
    {
        public bool FlagFails { get; set; }

        public bool HasStarted => true;

        public string? NotReadyBecause => null;

        public JsonObject Status() => [];

        public void Halt(string reason, string who)
        {
            if (FlagFails)
            {
                throw new StoreUnavailableException("disk full");
            }
        }

        public void Resume(string reason, string who)
        {
        }

        public void Flatten(string reason, string who)
        {
        }

        public Task<IReadOnlyList<string>> ChangeParametersAsync(ParameterRequest request, string who, CancellationToken cancellation) =>
            Task.FromResult(node.Node.ChangeParameters(node.Now, request));

        public Task<IReadOnlyList<string>> CommandBotAsync(BotRequest request, string who, CancellationToken cancellation) => Task.FromResult(node.Node.CommandBot(node.Now, request));

        public Task<(IReadOnlyList<string> Errors, IntentId Order)> PlaceOrderAsync(PersonOrderRequest request, string who, CancellationToken cancellation)
        {
            var errors = node.Node.PlaceOrder(node.Now, request, out var placed);
            return Task.FromResult((errors, placed));
        }

        public Task<IReadOnlyList<string>> CancelOrderAsync(IntentId order, string reason, string who, CancellationToken cancellation) =>
            Task.FromResult(node.Node.CancelOrder(node.Now, order, reason));

        public Task<IReadOnlyList<string>> ClosePositionAsync(string slug, string reason, string who, CancellationToken cancellation) =>
            Task.FromResult(node.Node.ClosePosition(node.Now, slug, reason));
    }
}
