using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.Bench.Runs;

/// <summary>
/// Figures of whole runs of the built program: seconds from `up` to the first resting order, resident memory after windows over
/// sockets, and windows per second in one thread.
/// </summary>
internal static partial class RunFigures
{
    private static readonly TimeSpan FirstOrderPatience = TimeSpan.FromSeconds(120);

    public static async Task RunAsync(string[] arguments)
    {
        var windows = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 12;
        Console.WriteLine("| figure | value |");
        Console.WriteLine("|---|---|");
        foreach (var (name, settings) in new[]
        {
            ("`up` to the first order resting, default rule (waits for a gap of three cents)", Array.Empty<string>()),
            ("`up` to the first order resting, `engine.asymmetric.restBehindTouch=0.02`", ["--set", "engine.asymmetric.restBehindTouch=0.02"]),
        })
        {
            Console.WriteLine($"| {name} | {await SecondsToFirstOrderAsync(settings):0.0} s |");
        }

        await MemoryAsync(windows);
        await InProcessAsync();
    }

    private static async Task<double> SecondsToFirstOrderAsync(string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("polycloud-bench-").FullName;
        var began = Stopwatch.GetTimestamp();
        using var up = Start(["up", "--seed", "7", "--data", data, .. settings]);
        up.BeginOutputReadLine();
        using var client = new HttpClient();
        while (Stopwatch.GetElapsedTime(began) < FirstOrderPatience)
        {
            await Task.Delay(20);
            if (await RestingAsync(client, Path.Combine(data, "worker.address"), data))
            {
                break;
            }
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        up.StandardInput.Close();
        Terminate(up);
        await up.WaitForExitAsync();
        Directory.Delete(data, recursive: true);
        return seconds;
    }

    private static async Task<bool> RestingAsync(HttpClient client, string addressFile, string data)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(await File.ReadAllTextAsync(addressFile)), "status"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", LocalKey.Read(data) ?? "");
            using var answer = await client.SendAsync(request);
            var status = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());

            // An entry may rest for tens of milliseconds only, less than between two questions: one that was taken and not refused counts.
            return status?["totals"] is { } totals && (long)totals["ordersPlaced"]! > (long)totals["ordersRejected"]! + Unanswered(status);
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException or UriFormatException)
        {
            return false;
        }
    }

    private static int Unanswered(JsonNode status) => status["markets"]!.AsArray()
        .Sum(market => market!["orders"]!.AsArray().Count(order => ((string)order!).EndsWith(" PendingPlace", StringComparison.Ordinal)));

    private static async Task MemoryAsync(int windows)
    {
        var data = Directory.CreateTempSubdirectory("polycloud-bench-").FullName;
        using var up = Start(["up", "--seed", "7", "--data", data, "--windows", windows.ToString(CultureInfo.InvariantCulture), "--speed", "20", "--summary", "json", "--set", "engine.risk.maximumConsecutiveLosses=1000"]);
        var pids = new Dictionary<string, int>(StringComparer.Ordinal);
        var resident = new Dictionary<string, long>(StringComparer.Ordinal);
        var last = "";
        up.OutputDataReceived += (_, line) =>
        {
            last = line.Data ?? last;
            if (PidPattern().Match(line.Data ?? "") is { Success: true } match)
            {
                lock (pids)
                {
                    pids[match.Groups["name"].Value] = int.Parse(match.Groups["pid"].Value, CultureInfo.InvariantCulture);
                }
            }
        };
        up.BeginOutputReadLine();
        while (!up.HasExited)
        {
            await Task.Delay(500);
            lock (pids)
            {
                foreach (var (name, pid) in pids)
                {
                    resident[name] = ResidentMegabytes(pid) is > 0 and var now ? now : resident.GetValueOrDefault(name);
                }
            }
        }

        foreach (var (name, megabytes) in resident)
        {
            Console.WriteLine($"| resident memory of the {name} after {windows} windows over sockets | {megabytes} MB |");
        }

        var summary = JsonNode.Parse(last);
        Console.WriteLine($"| the same run: largest scheduling lag at speed 20, simulated | {summary?["maxSchedulingLagMs"]} ms |");
        Console.WriteLine($"| the same run: decisions p50 / p99 | {summary?["decisionMicrosP50"]} / {summary?["decisionMicrosP99"]} µs |");
        Directory.Delete(data, recursive: true);
    }

    private static async Task InProcessAsync()
    {
        using var run = Start(["up", "--in-process", "--windows", "20", "--seed", "7", "--summary", "json"]);
        var summary = JsonNode.Parse((await run.StandardOutput.ReadToEndAsync()).Trim().Split('\n')[^1])!;
        await run.WaitForExitAsync();
        Console.WriteLine($"| `--in-process`, 20 windows: windows per second | {summary["windowsPerSecond"]} |");
        Console.WriteLine($"| `--in-process`: frames per window | {(long)summary["framesProcessed"]! / (long)summary["windows"]!} |");
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "polycloud")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
        }

        var start = new ProcessStartInfo(Path.Combine(root.FullName, "polycloud")) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static long ResidentMegabytes(int pid)
    {
        try
        {
            return ResidentPattern().Match(File.ReadAllText($"/proc/{pid}/status")) is { Success: true } match
                ? long.Parse(match.Groups["kilobytes"].Value, CultureInfo.InvariantCulture) / 1024
                : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [GeneratedRegex(@"^(?<name>\w+)\s+up\s.*pid (?<pid>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PidPattern();

    [GeneratedRegex(@"VmRSS:\s+(?<kilobytes>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResidentPattern();
}
