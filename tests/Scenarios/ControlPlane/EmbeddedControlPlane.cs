using System.Collections.Concurrent;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Polymarket.Control;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>The control plane in this process, over any store: what the command runs, without the process around it.</summary>
internal sealed class EmbeddedControlPlane : IWorkflowLog, IAsyncDisposable
{
    private readonly HttpPump _http;
    private readonly PrivateKey _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(FastExchange.Seed));
    private readonly WorkflowHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Task _running;

    public EmbeddedControlPlane(FastExchange exchange, ITableStore store, string holder = "test")
    {
        _http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = exchange.Address, [VenueService.Gamma] = exchange.Address }, exchange.Time);
        var client = ControlPlaneStores.Client(store, exchange.Time);
        var venue = new VenueControl(new WorkerOrders(_http.SendAsync, new TradingWallet(_key), exchange.Time), new WindowPayouts(_http.SendAsync));
        var activities = ControlPlaneActivities.Create(
            store, venue, new EmbeddedWorkflows(store, client), exchange.Time, static cancellation => Task.Delay(ControlPlaneActivities.LookPause, cancellation));
        var options = new WorkflowHostOptions { Holder = holder, Runtime = new WorkflowRuntimeOptions { InboxInterval = Duration.FromSeconds(5) } };
        _host = new WorkflowHost(store, activities, options, exchange.Time, this);
        _running = RunAsync(new ControlPlaneStart(store, client));
    }

    public string Said => string.Join('\n', _lines);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _host.Dispose();
        _http.Dispose();
        _key.Dispose();
        _stop.Dispose();
    }

    void IWorkflowLog.Write(WorkflowLogLevel level, string text) => _lines.Enqueue($"{level}: {text}");

    private async Task RunAsync(ControlPlaneStart start)
    {
        var series = new SeriesInput
        {
            Shard = "0",
            Asset = "btc",
            Interval = WindowInterval.FiveMinutes,
            FirstOpens = FastExchange.FirstOpens,
            NextOpens = FastExchange.FirstOpens,
            LastCloses = FastExchange.FirstOpens + Duration.FromSeconds(600),
            Schedule = new PhaseSchedule(),
            AcknowledgePatience = Duration.FromSeconds((long)(5 * FastExchange.Speed)),
        };
        await start.EnsureAsync(series, "btc-5m", default);
        await _host.RunAsync(ControlPlaneCatalog.Create(), _stop.Token);
    }
}
