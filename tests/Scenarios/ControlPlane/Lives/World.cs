using PolyCloud.ContainerWorker.ControlPlane;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Polymarket.Control;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>Exchange, store, worker and control plane under one virtual clock that goes on by the second.</summary>
/// <param name="start">Starts the n-th control plane, counted from 0.</param>
internal sealed class World : IAsyncDisposable
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    private readonly VirtualTime _venueTime = new();
    private readonly VirtualTime _workerTime = new();
    private readonly PrivateKey _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(VirtualExchange.Seed));
    private readonly TemporaryDirectory _directory = new();
    private readonly FaultyStore _workerStore;
    private readonly Func<World, int, IControlPlane> _start;
    private readonly List<string> _said = [];
    private IControlPlane? _controlPlane;
    private bool _workerIsHeld;

    public World(ITableStore store, Life life, Func<World, int, IControlPlane> start)
    {
        (Store, Life, _start) = (store, life, start);
        Now = VirtualExchange.OpenOf(0) - Duration.FromSeconds(30);
        Exchange = new VirtualExchange(Now, life.Windows);
        _workerStore = new FaultyStore(store);
        Venue = new VenueControl(new WorkerOrders(Exchange.SendAsync, new TradingWallet(_key), _venueTime), new WindowPayouts(Exchange.SendAsync));
        Client = new WorkflowClient(store, _venueTime, () => throw new InvalidOperationException("Every command of a life has an id of its own."));
        KillSwitch = new KillSwitchCall(store, Client, "0");
    }

    public Life Life { get; }

    public ITableStore Store { get; }

    public VirtualExchange Exchange { get; }

    public IVenueControl Venue { get; }

    public WorkflowClient Client { get; }

    public KillSwitchCall KillSwitch { get; }

    public Timestamp Now { get; private set; }

    /// <summary>Null where none lives.</summary>
    public FollowingWorker? Worker { get; private set; }

    /// <summary>Control planes that were killed or ended.</summary>
    public int Deaths { get; private set; }

    /// <summary>Writes of the first control plane.</summary>
    public int Writes { get; private set; }

    public bool IsStoreAway { get; set; }

    /// <summary>Whether nobody starts the control plane.</summary>
    public bool IsControlPlaneDown { get; private set; }

    public async Task PlayAsync()
    {
        try
        {
            await Life.PlayAsync(this);
        }
        catch (Exception problem) when (problem is not Xunit.Sdk.XunitException { Message: [.., '|'] })
        {
            Assert.Fail($"{Life.Name}, at {Now}: {problem.Message}\n{string.Join('\n', _said.TakeLast(30))}\nplaced: {string.Join(", ", Exchange.Placements.Taken)}\n{problem.StackTrace}|");
        }

        Writes = Deaths == 0 ? _controlPlane!.Writes : Writes;
    }

    public void Say(string text)
    {
        lock (_said)
        {
            _said.Add($"{Now} {text}");
        }
    }

    public async Task StartWorkerAsync()
    {
        _workerTime.Moment = Now + Life.WorkerSkew;
        Worker = await FollowingWorker.StartAsync(Exchange.Placements, Exchange.SendAsync, _workerTime, _workerStore, _directory.Path);
    }

    /// <summary>As SIGKILL: what rests at the exchange stays there.</summary>
    public void KillWorker() => Worker = null;

    public async Task StopControlPlaneAsync()
    {
        IsControlPlaneDown = true;
        if (_controlPlane is { } controlPlane)
        {
            await controlPlane.DisposeAsync();
            _controlPlane = null;
        }
    }

    public void StartControlPlane() => IsControlPlaneDown = false;

    public void HoldWorker(bool isHeld) => _workerIsHeld = isHeld;

    public async Task AdvanceToAsync(Timestamp moment)
    {
        while (Now < moment)
        {
            await StepAsync();
        }
    }

    public async Task UntilAsync(Func<Task<bool>> condition, string what, int seconds)
    {
        var deadline = Now + Duration.FromSeconds(seconds);
        while (!await condition())
        {
            Assert.True(Now < deadline, $"Not within {seconds} s: {what}.");
            await StepAsync();
        }
    }

    public Task UntilAsync(Func<bool> condition, string what, int seconds) => UntilAsync(() => Task.FromResult(condition()), what, seconds);

    /// <summary>What the exchange took of a window's announced orders, in its order.</summary>
    public IReadOnlyList<MarketPhase> Placed(int window)
    {
        var slug = VirtualExchange.SlugOf(window);
        return [.. Exchange.Placements.Taken.Where(name => name.StartsWith(slug, StringComparison.Ordinal)).Select(name => Enum.Parse<MarketPhase>(name[(slug.Length + 1)..]))];
    }

    public async Task<bool> HasEndedAsync(int window) => await Client.GetAsync(WorkflowIds.Market(VirtualExchange.SlugOf(window)), default) is { Head.HasEnded: true };

    /// <summary>The phases that a window's workflow wrote down, in order.</summary>
    public async Task<IReadOnlyList<MarketPhase>> WrittenAsync(int window) =>
        [.. (await Client.GetAsync(WorkflowIds.Market(VirtualExchange.SlugOf(window)), default))!.History.OfType<ActivityScheduled>()
            .Where(static activity => activity.Activity == ActivityNames.DesirePhase)
            .Select(static activity => Payload.Read<DesirePhase>(activity.Input)!.Phase)];

    /// <summary>Rows of what was done, from a key on.</summary>
    public async Task<IReadOnlyList<TableRow>> ReportsAsync(string prefix)
    {
        var found = new List<TableRow>();
        await foreach (var row in Store.QueryAsync(ControlTables.Reports, "0", prefix, default))
        {
            if (row.Row.StartsWith(prefix, StringComparison.Ordinal))
            {
                found.Add(row);
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (_controlPlane is { } controlPlane)
        {
            await controlPlane.DisposeAsync();
        }

        Exchange.Dispose();
        _key.Dispose();
        _directory.Dispose();
    }

    private async Task StepAsync()
    {
        Now += Second;
        (_venueTime.Moment, _workerTime.Moment) = (Now, Now + Life.WorkerSkew);
        Exchange.AdvanceTo(Now);
        if (!IsControlPlaneDown)
        {
            await PumpAsync();
        }

        _workerStore.IsAway = IsStoreAway;
        if (Worker is { } worker && !_workerIsHeld)
        {
            try
            {
                await worker.LookAsync();
            }
            catch (StoreUnavailableException)
            {
                // Once more with the next second.
            }
        }
    }

    private async Task PumpAsync()
    {
        var controlPlane = _controlPlane ??= _start(this, Deaths);
        try
        {
            await controlPlane.PumpAsync(Now + Life.ControlPlaneSkew, IsStoreAway);
        }
        catch (KilledException)
        {
            Say("the control plane is dead");
            Writes = Deaths == 0 ? controlPlane.Writes : Writes;
            Deaths++;
            await controlPlane.DisposeAsync();
            _controlPlane = null;
        }
    }
}
