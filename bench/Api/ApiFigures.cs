using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PolyCloud.Bench.Api;

/// <summary>
/// The API of the built program under load: reads a second with their percentiles, engine steps with and without them in the same run,
/// and what stream clients cost the worker.
/// </summary>
internal static class ApiFigures
{
    private const int RequestsPerSecond = 200;
    private const int Clients = 50;

    /// <param name="arguments">Seconds of each phase, default 30; markets that are quoted by an engine fed with made-up books, default none: then the built program trades its one series.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 30;
        await using var program = arguments.Length > 1
            ? await RunningProgram.StartMarketsAsync(int.Parse(arguments[1], CultureInfo.InvariantCulture))
            : await RunningProgram.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = program.Address, Timeout = TimeSpan.FromSeconds(20) };
        await WarmAsync(client);
        var quoted = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/orders", UriKind.Relative)))!["items"]!.AsArray().Select(static order => (string?)order!["market"]).Distinct().Count();
        Console.WriteLine("| figure | value |");
        Console.WriteLine("|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| markets with live orders at the beginning | {quoted} |"));

        var alone = await PhaseAsync(program, client, seconds, static () => Task.CompletedTask);
        Tell("engine steps, nobody reads", alone);
        var answers = new List<double>();
        var failed = 0;
        var loaded = await PhaseAsync(program, client, seconds, async () => failed = await ReadAsync(client, seconds, answers));
        Tell($"engine steps, {RequestsPerSecond} reads/s", loaded);
        answers.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {answers.Count} API reads at {RequestsPerSecond}/s | p50 {At(answers, 50):0.0} ms, p99 {At(answers, 99):0.0} ms, max {answers[^1]:0.0} ms, {failed} failed |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| step p50 with reads over without | {loaded.Steps.PercentileMicros(50) / alone.Steps.PercentileMicros(50):0.00} |"));

        var messages = 0L;
        var streamed = await PhaseAsync(program, client, seconds, async () => messages = await StreamAsync(program.Address, seconds));
        Tell($"engine steps, {Clients} stream clients", streamed);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| worker's processor, {Clients} stream clients of all topics | + {(streamed.Core - alone.Core) * 100:0.0} % of a core ({messages / seconds:0} messages/s) |"));
    }

    private static async Task<(ScrapedHistogram Steps, double Core)> PhaseAsync(RunningProgram program, HttpClient client, int seconds, Func<Task> load)
    {
        var before = await StepsAsync(client);
        var (used, began) = (program.WorkerSeconds(), Stopwatch.GetTimestamp());
        await Task.WhenAll(Task.Delay(TimeSpan.FromSeconds(seconds)), load());
        var core = (program.WorkerSeconds() - used) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        return ((await StepsAsync(client)).Since(before), core);
    }

    private static async Task<ScrapedHistogram> StepsAsync(HttpClient client) => ScrapedHistogram.Read(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative)), "polycloud_decision_seconds");

    private static string[] Paths(string slug) =>
        ["bots", "positions", "orders", "orders?state=all", "fills", "markets", $"markets/{slug}", $"markets/{slug}/book", "risk/limits", "risk/circuit-breakers", "worker", "metrics/portfolio", "notices", "wallet/balances"];

    private static async Task WarmAsync(HttpClient client)
    {
        foreach (var path in Enumerable.Repeat(Paths(await SlugAsync(client)), 20).SelectMany(static paths => paths))
        {
            using var answer = await client.GetAsync(new Uri("/api/v1/" + path, UriKind.Relative));
        }
    }

    private static async Task<string> SlugAsync(HttpClient client) =>
        (string?)JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/markets", UriKind.Relative)))!["items"]!.AsArray().FirstOrDefault()?["id"] ?? "none";

    /// <summary>An open loop: a request every five milliseconds, whether the last was answered or not.</summary>
    /// <returns>Requests that were not answered by 200.</returns>
    private static async Task<int> ReadAsync(HttpClient client, int seconds, List<double> answers)
    {
        var paths = Paths(await SlugAsync(client));
        var failed = 0;
        var asked = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < seconds * RequestsPerSecond; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / RequestsPerSecond) - Stopwatch.GetElapsedTime(began);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            asked.Add(AskAsync(paths[number % paths.Length]));
        }

        await Task.WhenAll(asked);
        return failed;

        async Task AskAsync(string path)
        {
            var sent = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri("/api/v1/" + path, UriKind.Relative));
            lock (answers)
            {
                // A window may have gone since its name was asked for.
                failed += answer.IsSuccessStatusCode || answer.StatusCode == System.Net.HttpStatusCode.NotFound ? 0 : 1;
                answers.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
    }

    private static async Task<long> StreamAsync(Uri address, int seconds)
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var heard = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => HearAsync(address, ending.Token)));
        return heard.Sum();
    }

    private static async Task<long> HearAsync(Uri address, CancellationToken ending)
    {
        using var socket = new ClientWebSocket();
        var messages = 0L;
        var room = new byte[64 * 1024];
        try
        {
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/api/v1/stream" }.Uri, ending);
            await socket.SendAsync(Encoding.UTF8.GetBytes("""{"subscribe":["books","markets","positions","orders","bots","worker"]}"""), WebSocketMessageType.Text, true, ending);
            while (true)
            {
                messages += (await socket.ReceiveAsync(room.AsMemory(), ending)).EndOfMessage ? 1 : 0;
            }
        }
        catch (OperationCanceledException)
        {
            return messages;
        }
    }

    private static void Tell(string name, (ScrapedHistogram Steps, double Core) phase) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | p50 {phase.Steps.PercentileMicros(50):0.0} µs, p99 {phase.Steps.PercentileMicros(99):0.0} µs of {phase.Steps.Count}; worker {phase.Core * 100:0.0} % of a core |"));

    private static double At(List<double> sorted, double percent) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * percent / 100))];
}
