using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.Polymarket.Control;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Bench.Workflows;

/// <summary>
/// Figures of the kill switch of the built program while it quotes: from the request to the proof that nothing is open, by each way
/// and with each part held still. Signals hold processes: a killed one would be started again.
/// </summary>
internal static partial class KillSwitchFigures
{
    private const ulong Seed = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="arguments">Runs of each way; default 200.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var runs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200;
        var data = Directory.CreateTempSubdirectory("polycloud-bench-").FullName;
        using var up = Start(["up", "--seed", $"{Seed}", "--data", data, "--set", "engine.asymmetric.restBehindTouch=0.02", "--set", "engine.risk.maximumConsecutiveLosses=1000", "--set", "engine.risk.maximumDailyLoss=1000"]);
        try
        {
            var parts = await PartsAsync(up);
            await using var bench = new Bench(data, parts["simulator"].Address);
            await bench.QuotingAsync();
            Print("kill by the worker's HTTP side to the worker's proof", await RepeatAsync(runs, () => bench.KillByWorkerAsync(), bench));
            Print("kill by the control plane to its report, verified at the exchange", await RepeatAsync(runs, () => bench.KillByControlPlaneAsync(), bench));
            Print("control plane held still: kill by the worker's HTTP side to its proof", await RepeatAsync(Math.Min(runs, 20), () => KillWhileHeldAsync(parts["control"].Process, bench), bench, worker: true));
            await bench.QuotingAsync();
            Signal(parts["worker"].Process, "STOP");
            Print("worker held still: kill by the control plane to its report, verified at the exchange", [await bench.KillByControlPlaneAsync()]);
            Signal(parts["worker"].Process, "CONT");
            await bench.ResumeAsync(worker: false);
            await bench.QuotingAsync();
            Signal(parts["control"].Process, "STOP");
            Signal(parts["worker"].Process, "STOP");
            Print("both held still: until the exchange's sweep has cancelled everything", [await bench.SweptAsync()]);
            Signal(parts["control"].Process, "CONT");
            Signal(parts["worker"].Process, "CONT");
            return 0;
        }
        finally
        {
            Signal(up.Id, "INT");
            await up.WaitForExitAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<double>> RepeatAsync(int runs, Func<Task<double>> kill, Bench bench, bool worker = false)
    {
        var seconds = new List<double>(runs);
        for (var run = 0; run < runs; run++)
        {
            await bench.QuotingAsync();
            seconds.Add(await kill());
            await bench.ResumeAsync(worker);
        }

        return seconds;
    }

    /// <summary>Held for each kill alone: a worker that hears nothing of its control plane for long stops quoting, and there would be nothing to kill.</summary>
    private static async Task<double> KillWhileHeldAsync(int process, Bench bench)
    {
        Signal(process, "STOP");
        try
        {
            return await bench.KillByWorkerAsync();
        }
        finally
        {
            Signal(process, "CONT");
        }
    }

    private static void Print(string what, IReadOnlyList<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {sorted.Count} runs, p50 {sorted[sorted.Count / 2] * 1e3:0} ms, p99 {sorted[sorted.Count * 99 / 100] * 1e3:0} ms, max {sorted[^1] * 1e3:0} ms"));
    }

    private static async Task<Dictionary<string, (string Address, int Process)>> PartsAsync(Process up)
    {
        var parts = new Dictionary<string, (string Address, int Process)>(StringComparer.Ordinal);
        while (parts.Count < 3 && await up.StandardOutput.ReadLineAsync() is { } line)
        {
            if (PartPattern().Match(line) is { Success: true } match)
            {
                parts[match.Groups["name"].Value] = (match.Groups["rest"].Value.Split(' ')[0], int.Parse(match.Groups["pid"].Value, CultureInfo.InvariantCulture));
            }
        }

        // A full pipe would stop it.
        _ = up.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return parts;
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "polycloud")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
        }

        return Process.Start(new ProcessStartInfo(Path.Combine(root.FullName, "polycloud"), arguments) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false })!;
    }

    private static void Signal(int process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    [GeneratedRegex(@"^(?<name>simulator|control|worker)\s+up\s+(?<rest>.*)pid (?<pid>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PartPattern();

    /// <summary>The running system as the figures ask it.</summary>
    private sealed class Bench : IAsyncDisposable
    {
        private readonly string _data;
        private readonly FileTableStore _store;
        private readonly KillSwitchCall _killSwitch;
        private readonly HttpClient _client = new();
        private readonly HttpPump _http;
        private readonly PrivateKey _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(Seed));
        private readonly WorkerOrders _orders;

        public Bench(string data, string exchange)
        {
            _data = data;
            _store = FileTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(data, "state"), Shared = true });
            _killSwitch = new KillSwitchCall(_store, new WorkflowClient(_store, TimeProvider.System, static () => Guid.NewGuid().ToString("N")), "0");
            _http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = new(exchange) }, TimeProvider.System);
            _orders = new WorkerOrders(_http.SendAsync, new TradingWallet(_key), TimeProvider.System);
        }

        public Task QuotingAsync() => UntilAsync(async () => await StatusAsync() is { } status && status["markets"] is JsonArray markets && markets.Sum(market => (int)market!["liveOrders"]!) > 0);

        public async Task<double> KillByWorkerAsync()
        {
            var began = Stopwatch.GetTimestamp();
            await PostAsync("control/halt");
            await UntilAsync(async () => (bool?)(await StatusAsync())?["clear"] == true);
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        public async Task<double> KillByControlPlaneAsync()
        {
            var id = Guid.NewGuid().ToString("N");
            var began = Stopwatch.GetTimestamp();
            await _killSwitch.KillAsync(id, "figures", "bench", default);
            await UntilAsync(async () => await _killSwitch.ReportAsync(id, default) is { IsClear: true });
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        public async Task ResumeAsync(bool worker)
        {
            if (!worker)
            {
                await _killSwitch.ResumeAsync(Guid.NewGuid().ToString("N"), "figures", "bench", default);
                await UntilAsync(() => _killSwitch.IsResumedAsync(default));
            }

            await PostAsync("control/resume");
        }

        public async Task<double> SweptAsync()
        {
            var epoch = (await _store.GetAsync("Epochs", "0", "epoch", default))!.Columns["Epoch"];
            var began = Stopwatch.GetTimestamp();
            await UntilAsync(async () => await _orders.OpenAsync(long.Parse(epoch, CultureInfo.InvariantCulture), null, default) is { Outcome: OutsideOutcome.Done, Orders.Count: 0 });
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        public async ValueTask DisposeAsync()
        {
            await _store.DisposeAsync();
            _client.Dispose();
            _http.Dispose();
            _key.Dispose();
        }

        private static async Task UntilAsync(Func<Task<bool>> condition)
        {
            var deadline = DateTime.UtcNow + Patience;
            while (!await condition())
            {
                await Task.Delay(DateTime.UtcNow < deadline ? 5 : throw new TimeoutException("The system did not come so far in time."));
            }
        }

        private async Task<JsonNode?> StatusAsync()
        {
            try
            {
                using var request = Request(HttpMethod.Get, "status");
                using var answer = await _client.SendAsync(request);
                return JsonNode.Parse(await answer.Content.ReadAsStringAsync());
            }
            catch (Exception problem) when (problem is HttpRequestException or IOException)
            {
                return null;
            }
        }

        private async Task PostAsync(string path)
        {
            using var request = Request(HttpMethod.Post, path);
            request.Content = new StringContent("{\"reason\":\"figures\"}", System.Text.Encoding.UTF8, "application/json");
            using var answer = await _client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        private HttpRequestMessage Request(HttpMethod method, string path)
        {
            var request = new HttpRequestMessage(method, new Uri(new Uri(File.ReadAllText(Path.Combine(_data, "worker.address"))), path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", LocalKey.Read(_data) ?? "");
            return request;
        }
    }
}
