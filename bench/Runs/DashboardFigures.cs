using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.RegularExpressions;

namespace PolyCloud.Bench.Runs;

/// <summary>
/// What open pages cost the worker of the built program: its processor time without readers and with many, in turns, over the same run;
/// and how far apart the beats of a page come.
/// </summary>
internal static partial class DashboardFigures
{
    private const int Turns = 3;

    private static readonly string[] Pages = ["overview", "bots", "performance", "positions", "orders", "risk", "settings"];

    /// <param name="arguments">Readers, default 50; seconds of each turn, default 20.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var readers = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 50;
        var turn = TimeSpan.FromSeconds(arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 20);
        var data = Directory.CreateTempSubdirectory("polycloud-bench-").FullName;
        using var up = Start(data);
        try
        {
            using var worker = Process.GetProcessById(await WorkerAsync(up));
            var address = new Uri(await File.ReadAllTextAsync(Path.Combine(data, "api.address")));

            // Charts are longest and code is warm after some minutes only; one leaves most of the warming behind.
            await Task.Delay(TimeSpan.FromSeconds(60));
            var (alone, watched, bytes) = (0.0, 0.0, 0L);
            List<double> gaps = [];
            for (var number = 0; number < Turns; number++)
            {
                alone += await LoadAsync(worker, turn, () => Task.Delay(turn));
                watched += await LoadAsync(worker, turn, async () => bytes += await ReadAsync(address, readers, turn, gaps));
            }

            gaps.Sort();
            Console.WriteLine("| figure | value |");
            Console.WriteLine("|---|---|");
            Print("worker's processor time without readers, of one core", $"{alone / Turns:0.0} %");
            Print($"the same with {readers} open pages, spread over the seven", $"{watched / Turns:0.0} %");
            Print($"cost of {readers} open pages", $"{(watched - alone) / Turns:0.0} % of a core");
            Print("sent to each page a second", $"{bytes / (double)Turns / readers / turn.TotalSeconds / 1024:0.0} KiB");
            Print("from one beat of a page to the next, p50 / p99 / max", $"{At(gaps, 0.5):0} / {At(gaps, 0.99):0} / {gaps[^1]:0} ms");
        }
        finally
        {
            using (var interrupt = Process.Start("kill", ["-INT", up.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await interrupt.WaitForExitAsync();
            }

            await up.WaitForExitAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];

    private static void Print(string figure, FormattableString value) => Console.WriteLine($"| {figure} | {value.ToString(CultureInfo.InvariantCulture)} |");

    /// <summary>Percent of one core over a turn.</summary>
    private static async Task<double> LoadAsync(Process worker, TimeSpan turn, Func<Task> meanwhile)
    {
        worker.Refresh();
        var (before, began) = (worker.TotalProcessorTime, Stopwatch.GetTimestamp());
        await meanwhile();
        worker.Refresh();
        return 100 * (worker.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(began);
    }

    /// <returns>Bytes received by all.</returns>
    private static async Task<long> ReadAsync(Uri address, int readers, TimeSpan turn, List<double> gaps)
    {
        using var ends = new CancellationTokenSource(turn);
        var read = await Task.WhenAll(Enumerable.Range(0, readers).Select(reader => ReadAsync(new UriBuilder(address) { Scheme = "ws", Path = "/live/" + Pages[reader % Pages.Length] }.Uri, ends.Token)));
        gaps.AddRange(read.SelectMany(static one => one.Gaps));
        return read.Sum(static one => one.Bytes);
    }

    private static async Task<(long Bytes, List<double> Gaps)> ReadAsync(Uri page, CancellationToken ends)
    {
        var (bytes, last, gaps, buffer) = (0L, 0L, new List<double>(), new byte[64 * 1024]);
        try
        {
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(page, ends);
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), ends);
                bytes += read.Count;
                if (read.EndOfMessage)
                {
                    if (last != 0)
                    {
                        gaps.Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);
                    }

                    last = Stopwatch.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException)
        {
            return (bytes, gaps);
        }
    }

    /// <summary>The process id that `up` tells of its worker.</summary>
    private static async Task<int> WorkerAsync(Process up)
    {
        while (await up.StandardOutput.ReadLineAsync() is { } line)
        {
            if (WorkerPattern().Match(line) is { Success: true } told)
            {
                // A full pipe would stop it.
                _ = up.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return int.Parse(told.Groups["pid"].Value, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("The system ended before its worker was up.");
    }

    private static Process Start(string data)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "polycloud")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
        }

        string[] arguments = ["up", "--seed", "7", "--data", data, "--set", "engine.asymmetric.restBehindTouch=0.02", "--set", "engine.risk.maximumConsecutiveLosses=1000"];
        return Process.Start(new ProcessStartInfo(Path.Combine(root.FullName, "polycloud"), arguments) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false })!;
    }

    [GeneratedRegex(@"^worker\s+up\s.*pid (?<pid>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WorkerPattern();
}
