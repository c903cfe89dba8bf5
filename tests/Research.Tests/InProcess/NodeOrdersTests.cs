using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Replay;
using PolyCloud.Research.Tests.Replay;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Research.Tests.InProcess;

/// <summary>What people ask of strategies and bots while the node trades.</summary>
public sealed class NodeOrdersTests : IDisposable
{
    private readonly NodeWorld _here = new();
    private readonly DirectoryInfo _journal = Directory.CreateTempSubdirectory("polycloud-orders-");

    public void Dispose()
    {
        _here.Dispose();
        _journal.Delete(recursive: true);
    }

    [Fact]
    public void A_change_at_once_is_traded_with_and_journaled_so_that_a_replay_decides_the_same()
    {
        using (var writer = Journal())
        {
            var node = _here.Node(static options => options, new StepJournal(writer), 1, []);
            Assert.True(_here.RunUntil(node, _here.LastCloses, () => _here.Seen.Signed.Count > 0), "the seed must quote");
            Assert.All(_here.Seen.Signed, intent => Assert.Equal(Size.Shares(10), intent.Size));
            Assert.Empty(node.ChangeParameters(_here.World.Now, Request("engine.asymmetric.entrySize=13") with { AtOnce = true }));
            Assert.Empty(node.CommandBot(_here.World.Now, Pause(Duration.FromSeconds(5))));
            _here.ContinueToEnd();
        }

        Assert.Contains(_here.Seen.Signed, intent => intent.Size == Size.Shares(13));
        var replay = JournalReplay.Run(JournaledRun.Only(_journal.FullName));
        Assert.True(replay.IsEqual, replay.Difference?.Input);
    }

    [Fact]
    public void Changes_of_one_scope_add_up_until_they_are_reset_and_status_shows_them()
    {
        var node = Started();
        Assert.Empty(node.ChangeParameters(_here.World.Now, Request("engine.asymmetric.entrySize=13", "engine.asymmetric.minimumSpread=0.04")));
        Assert.Empty(node.ChangeParameters(_here.World.Now, Request("engine.asymmetric.EntrySize=14")));
        Assert.Empty(node.ChangeParameters(_here.World.Now, Request("engine.bots.value.restingEdge=0.05") with { Scope = ParameterScope.Series, Key = "btc-5m", Group = ParameterGroup.A }));
        var changes = node.Driver.Engine.ParameterChanges;
        Assert.Equal(["engine.asymmetric.minimumSpread=0.04", "engine.asymmetric.EntrySize=14"], changes[0].Settings);
        Assert.Equal(Size.Shares(14), changes[0].Parameters!.Asymmetric.EntrySize);
        Assert.Equal(Size.Shares(10), changes[1].Parameters!.Asymmetric.EntrySize);
        Assert.Equal(Size.Shares(10), node.Driver.Engine.Options.Asymmetric.EntrySize);

        Assert.Empty(node.ChangeParameters(_here.World.Now, Request() with { Reset = true }));
        Assert.Equal(ParameterScope.Series, Assert.Single(node.Driver.Engine.ParameterChanges).Scope);
    }

    [Theory]
    [InlineData("engine.risk.maximumDailyLoss=1", "engine.risk.maximumDailyLoss")]
    [InlineData("engine.asymmetric.entrySize=0", "engine.asymmetric.entrySize")]
    [InlineData("engine.asymmetric.entrySize=many", "many")]
    [InlineData("engine.strategy=value", "engine.strategy")]
    public void A_wrong_setting_is_named_and_changes_nothing(string setting, string named)
    {
        var node = Started();
        Assert.Contains(named, string.Join(' ', node.ChangeParameters(_here.World.Now, Request("engine.asymmetric.minimumSpread=0.04", setting))), StringComparison.Ordinal);
        Assert.Empty(node.Driver.Engine.ParameterChanges);
        Assert.Equal(0, node.Driver.Engine.Totals.RefusedInputs);
    }

    [Fact]
    public void A_request_without_reason_key_or_content_is_refused()
    {
        var node = Started();
        var good = Request("engine.asymmetric.entrySize=13");
        (ParameterRequest Request, string Named)[] wrong =
        [
            (good with { Reason = " " }, "reason"),
            (good with { Settings = [] }, "settings"),
            (good with { Key = "btc-5m" }, "key"),
            (good with { Scope = ParameterScope.Series, Key = "btc" }, "key"),
            (good with { Scope = ParameterScope.Market, Key = "0x12" }, "key"),
            (good with { Scope = (ParameterScope)9 }, "scope"),
            (good with { Settings = [new string('x', 201)] }, "200"),
        ];
        foreach (var (request, named) in wrong)
        {
            Assert.Contains(named, string.Join(' ', node.ChangeParameters(_here.World.Now, request)), StringComparison.Ordinal);
        }

        Assert.Empty(node.Driver.Engine.ParameterChanges);
    }

    [Fact]
    public void More_than_is_kept_over_a_restart_is_refused_before_it_is_in_force()
    {
        var node = Started();
        var refused = 0;
        for (var number = 0; number <= ParameterChange.MostInForce; number++)
        {
            refused += node.ChangeParameters(_here.World.Now, Request("engine.asymmetric.entrySize=13") with { Scope = ParameterScope.Market, Key = $"0x{number:x64}" }).Count;
        }

        Assert.InRange(refused, 1, 200);
        Assert.Equal(0, node.Driver.Engine.Totals.RefusedInputs);
        Assert.Equal(ParameterChange.MostInForce + 1 - refused, node.Driver.Engine.ParameterChanges.Count);
    }

    [Fact]
    public void What_was_in_force_is_restored_but_for_markets_long_gone_and_what_cannot_be_halts()
    {
        var change = new ParameterChange { Scope = ParameterScope.All, Settings = ["engine.asymmetric.entrySize=13"], Asked = _here.World.Now };
        var gone = change with { Scope = ParameterScope.Market, Key = "0x" + new string('a', 64), Asked = default };
        var node = _here.Node();
        node.RestoreParameters(_here.World.Now, [change, gone]);
        Assert.Equal(Size.Shares(13), Assert.Single(node.Driver.Engine.ParameterChanges).Parameters!.Asymmetric.EntrySize);

        node.RestoreParameters(_here.World.Now, [change with { Settings = ["engine.asymmetric.gone=1"] }]);
        Assert.True(_here.RunUntil(node, _here.World.Now + Duration.FromSeconds(1), () => node.Halt == Reason.ParametersRefused));
    }

    [Fact]
    public void A_paused_bot_opens_nothing_until_it_is_resumed()
    {
        var node = Started();
        Assert.Empty(node.CommandBot(_here.World.Now, Pause(Duration.Zero)));
        Assert.Equal(BotState.Paused, node.Driver.Engine.BotViews[0].State);
        _ = _here.World.Continue(_here.World.Now + Duration.FromSeconds(60));
        Assert.Equal(0, _here.Seen.Entries);
        Assert.Empty(node.CommandBot(_here.World.Now, Pause(Duration.Zero) with { Signal = BotSignal.Resume }));
        Assert.True(_here.ContinueUntil(node, _here.LastCloses, () => _here.Seen.Entries > 0), "the seed must quote");
    }

    [Fact]
    public void A_command_that_would_do_nothing_names_the_bots_and_their_states()
    {
        var node = Started();
        Assert.Contains("b0 asymmetric", node.CommandBot(_here.World.Now, Pause(Duration.Zero) with { Bot = "luck" }).Single(), StringComparison.Ordinal);
        Assert.Contains("does nothing", node.CommandBot(_here.World.Now, Pause(Duration.Zero) with { Signal = BotSignal.Rearm }).Single(), StringComparison.Ordinal);
        Assert.Contains("signal", node.CommandBot(_here.World.Now, Pause(Duration.Zero) with { Signal = BotSignal.Ready }).Single(), StringComparison.Ordinal);
        Assert.Contains("reason", node.CommandBot(_here.World.Now, Pause(Duration.Zero) with { Reason = "" }).Single(), StringComparison.Ordinal);
        Assert.Contains("30 days", node.CommandBot(_here.World.Now, Pause(Duration.FromSeconds(-1))).Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(_here.Seen.Notes, note => note.Note == NodeNote.Bot);
    }

    private static ParameterRequest Request(params string[] settings) => new() { Settings = settings, Reason = "test" };

    private static BotRequest Pause(Duration length) => new() { Bot = "asymmetric", Signal = BotSignal.Pause, For = length, Reason = "test" };

    /// <summary>A node a moment after its start, before it has quoted anything.</summary>
    private TradingNode Started()
    {
        var node = _here.Node();
        _ = _here.World.Run(node, node.Sockets, _here.World.Now + Duration.FromMilliseconds(500));
        return node;
    }

    private JournalWriter Journal()
    {
        var provenance = EngineProvenance.Of(NodeWorld.Eager(), "0", 1, "7", "generated", []);
        return JournalWriter.Open(new JournalOptions { Directory = _journal.FullName, WhenFull = FullBuffer.Wait }, provenance, EngineProvenance.RepeatableIdOf(provenance), TimeProvider.System);
    }
}
