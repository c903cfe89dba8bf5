using PolyCloud.Cli.ControlPlane;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>
/// Two windows, whatever store and process the control plane has: the first with a kill and a resume in it, in the second the worker
/// dies with an order resting. What came of it is asked of the exchange.
/// </summary>
internal sealed class WholeLife(FastExchange exchange, ITableStore store, string dataDirectory, Func<string> said)
{
    private static readonly MarketPhase[] Trading = [MarketPhase.Making, MarketPhase.Unwind, MarketPhase.CloseOnly, MarketPhase.HedgeLock];

    private static readonly Duration Length = Duration.FromSeconds(300);

    private readonly Clock _clock = new(exchange.Time);
    private readonly List<(Timestamp From, Timestamp To)> _away = [];
    private readonly WorkflowClient _client = ControlPlaneStores.Client(store, exchange.Time);

    private static string First { get; } = FastExchange.SlugOf(FastExchange.FirstOpens);

    private static string Second { get; } = FastExchange.SlugOf(FastExchange.FirstOpens + Length);

    /// <summary>A span in which nobody could have been asked for a phase.</summary>
    public void WasAway(Timestamp from, Timestamp to)
    {
        lock (_away)
        {
            _away.Add((from, to));
        }
    }

    public async Task RunAsync()
    {
        await using var worker = await FollowingWorker.StartAsync(exchange, store, dataDirectory);
        await UntilAsync(() => worker.PhaseOf(First) is not null, "the first window is assigned");
        var credential = await exchange.Witness.CredentialAsync(worker.Epoch);
        Assert.NotNull(credential);
        await UntilAsync(() => worker.PhaseOf(First) >= MarketPhase.Making, "the first window is made");
        await KillAndResumeAsync(worker);
        await UntilAsync(() => worker.HasSettled(First), "the first window is settled");
        await UntilAsync(() => worker.PhaseOf(Second) >= MarketPhase.Making, "the second window is made");
        await worker.DieAsync();
        var diedIn = worker.PhaseOf(Second)!.Value;
        Assert.NotEmpty(await exchange.Witness.OpenOrdersAsync(credential));

        await UntilAsync(async () => (await exchange.Witness.OpenOrdersAsync(credential)).Count == 0, "the control plane clears the dead worker's orders");
        await UntilAsync(() => EndedAsync(First), "the first window's workflow ends");
        await UntilAsync(() => EndedAsync(Second), "the second window's workflow ends");
        Assert.Empty(await exchange.Witness.OpenOrdersAsync(credential));
        AssertTaken(First, Trading);
        AssertTaken(Second, [.. Trading.Where(phase => phase <= diedIn)]);
        await AssertHistoryAsync(First);
        await AssertHistoryAsync(Second);
        Assert.Equal(1, (await DesiredState.ReadAsync(store, "0", default)).Halt!.Number);
    }

    private async Task KillAndResumeAsync(FollowingWorker worker)
    {
        var from = _clock.Now;
        var killSwitch = new KillSwitchCall(store, _client, "0");
        await killSwitch.KillAsync("kill-1", "scenario", "test", default);
        await UntilAsync(async () => await killSwitch.ReportAsync("kill-1", default) is { IsClear: true }, "the kill is clear");
        Assert.True(worker.IsHalted);
        Assert.Empty(await exchange.Witness.OpenOrdersAsync((await exchange.Witness.CredentialAsync(worker.Epoch))!));

        // The same kill again, as a sender does that got no answer: nothing more happens.
        await killSwitch.KillAsync("kill-1", "scenario", "test", default);
        await killSwitch.ResumeAsync("resume-1", "scenario over", "test", default);
        await UntilAsync(() => killSwitch.IsResumedAsync(default), "the halt is lifted");
        await UntilAsync(() => !worker.IsHalted, "the worker has resumed");
        WasAway(from, _clock.Now);
    }

    /// <summary>Once each and in order; a phase may be missing only where nobody could ask for it or place while it lasted.</summary>
    private void AssertTaken(string slug, IReadOnlyList<MarketPhase> phases)
    {
        var taken = exchange.Placements.Taken.Where(name => name.StartsWith(slug, StringComparison.Ordinal)).Select(name => Enum.Parse<MarketPhase>(name[(slug.Length + 1)..])).ToList();
        Assert.Equal(taken.Distinct().Order(), taken);
        Assert.All(phases.Where(phase => !MayBeMissing(slug, phase)), phase => Assert.True(taken.Contains(phase), $"{slug} was never asked into {phase}: {string.Join(", ", exchange.Placements.Taken)}\n{said()}"));
        Assert.All(taken, phase => Assert.Contains(phase, phases));
    }

    private bool MayBeMissing(string slug, MarketPhase phase)
    {
        var opens = slug == First ? FastExchange.FirstOpens : FastExchange.FirstOpens + Length;
        var closes = opens + Length;
        var (begins, ends) = phase switch
        {
            MarketPhase.Making => (opens, closes - Duration.FromSeconds(120)),
            MarketPhase.Unwind => (closes - Duration.FromSeconds(120), closes - Duration.FromSeconds(60)),
            MarketPhase.CloseOnly => (closes - Duration.FromSeconds(60), closes - Duration.FromSeconds(45)),
            _ => (closes - Duration.FromSeconds(45), closes - Duration.FromSeconds(5)),
        };
        lock (_away)
        {
            return phase != MarketPhase.Making && _away.Any(away => away.From < ends && away.To > begins);
        }
    }

    private async Task AssertHistoryAsync(string slug)
    {
        var history = (await _client.GetAsync(WorkflowIds.Market(slug), default))!.History;
        var asked = history.OfType<ActivityScheduled>().Where(static activity => activity.Activity == "desire-phase").Select(static activity => activity.Input).ToList();
        MarketPhase[] all = [MarketPhase.Warming, .. Trading, MarketPhase.Done, MarketPhase.Resolving];
        Assert.Equal(all, all.Where((phase, index) => index < asked.Count && asked[index].Contains($"\"{phase}\"", StringComparison.Ordinal)));
        Assert.Equal(all.Length, asked.Count);
    }

    private async Task<bool> EndedAsync(string slug) => await _client.GetAsync(WorkflowIds.Market(slug), default) is { Head.HasEnded: true };

    private Task UntilAsync(Func<bool> condition, string what) => Wait.UntilAsync(condition, what, said);

    private Task UntilAsync(Func<Task<bool>> condition, string what) => Wait.UntilAsync(condition, what, said);
}
