using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PolyCloud.Bench.Api;

/// <summary>The built program with simulator and worker, on a directory of its own, that serves as many requests as are made.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly string _data;

    private RunningProgram(Process process, string data, Uri address, int worker)
    {
        _process = process;
        _data = data;
        Address = address;
        Worker = worker;
    }

    public Uri Address { get; }

    /// <summary>Process id of the worker.</summary>
    public int Worker { get; }

    /// <summary>Worker's API over an engine that quotes so many markets, in a process of this program: see <see cref="ServedMarkets"/>.</summary>
    public static Task<RunningProgram> StartMarketsAsync(int markets)
    {
        var data = Directory.CreateTempSubdirectory("polycloud-bench-").FullName;
        string[] arguments = [typeof(RunningProgram).Assembly.Location, ServedMarkets.Command, markets.ToString(CultureInfo.InvariantCulture), data];
        return StartAsync(Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? arguments : arguments[1..], data);
    }

    public static async Task<RunningProgram> StartAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "polycloud")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
        }

        var data = Directory.CreateTempSubdirectory("polycloud-bench-").FullName;
        return await StartAsync(
            Path.Combine(root.FullName, "polycloud"), ["up", "--seed", "7", "--data", data, "--set", "api.requestsPerMinute=1000000", "--set", "engine.asymmetric.restBehindTouch=0.02"], data);
    }

    private static async Task<RunningProgram> StartAsync(string program, IEnumerable<string> arguments, string data)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var worker = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (WorkerLine().Match(line.Data ?? "") is { Success: true } match)
            {
                worker.TrySetResult(int.Parse(match.Groups["pid"].Value, CultureInfo.InvariantCulture));
            }
        };
        process.BeginOutputReadLine();
        var pid = await worker.Task.WaitAsync(Patience);
        return new RunningProgram(process, data, new Uri((await File.ReadAllTextAsync(Path.Combine(data, "api.address"))).Trim()), pid);
    }

    /// <summary>Processor seconds that the worker has used.</summary>
    public double WorkerSeconds()
    {
        var fields = File.ReadAllText($"/proc/{Worker}/stat").Split(") ")[1].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100;
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [GeneratedRegex(@"^worker\s+up\s.*pid (?<pid>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WorkerLine();
}
