using System.Text.Json.Nodes;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Witness;

namespace PolyCloud.Scenarios.Runs;

/// <summary>An `up` without end, five times as fast, that keeps orders resting; and what can be asked about it from outside.</summary>
public sealed class RunningSystem : IAsyncLifetime, IDisposable
{
    private const ulong Seed = 7;
    private readonly TemporaryDirectory _data = new();
    private PolycloudProcess? _process;
    private WorkerEndpoint? _worker;
    private ExchangeWitness? _witness;

    public string Data => _data.Path;

    internal PolycloudProcess Process => _process!;

    internal WorkerEndpoint Worker => _worker!;

    internal ExchangeWitness Witness => _witness!;

    public async Task InitializeAsync()
    {
        _process = PolycloudProcess.Start(["up", "--speed", "5", "--seed", "7", "--summary", "json", "--data", Data, .. Quoting.Settings]);
        var simulator = await _process.LineAsync("simulator  up", Wait.Long);
        _witness = new ExchangeWitness(simulator.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], Seed);
        _worker = new WorkerEndpoint(Data);
        await Wait.UntilAsync(async () => (await _worker.GetAsync("health/ready"))?.Code == System.Net.HttpStatusCode.OK, "the worker is ready", () => _process.Output);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _worker?.Dispose();
        _witness?.Dispose();
        _data.Dispose();
    }

    internal async Task<JsonNode> StatusAsync()
    {
        JsonNode? status = null;
        await Wait.UntilAsync(async () => (status = await Worker.StatusAsync()) is not null, "the worker answers", () => Process.Output);
        return status!;
    }

    /// <summary>The credential of the worker that runs now.</summary>
    internal async Task<TradingRequests> CredentialAsync()
    {
        var status = await StatusAsync();
        return await Witness.CredentialAsync((long)status["epoch"]!) ?? throw new InvalidOperationException("The running worker has no credential.");
    }

    /// <summary>Waits until the exchange itself shows an order of the running worker.</summary>
    internal async Task OrderRestsAsync()
    {
        var credential = await CredentialAsync();
        await Wait.UntilAsync(async () => (await Witness.OpenOrdersAsync(credential)).Count > 0, "an order rests at the exchange", () => Process.Output);
    }
}
