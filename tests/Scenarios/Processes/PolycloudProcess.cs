using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PolyCloud.Scenarios.Processes;

/// <summary>The real program, started as a person would start it.</summary>
internal sealed class PolycloudProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Lock _gate = new();

    private PolycloudProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public string Output => string.Join('\n', Lines);

    /// <summary>The last line, read as JSON.</summary>
    public JsonNode Summary => JsonNode.Parse(Lines[^1]) ?? throw new InvalidOperationException("The last line is no JSON object.");

    public static PolycloudProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <param name="environment">Variables beside the inherited ones; the way secrets are handed over.</param>
    public static PolycloudProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(Repository.Root, "src", "Cli", "bin", configuration, "net10.0", "polycloud.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["POLYCLOUD_HOME"] = Repository.Root;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in (string[])[program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return new PolycloudProcess(Process.Start(start)!);
    }

    public static async Task<PolycloudProcess> RunAsync(TimeSpan patience, params string[] arguments)
    {
        var process = Start(arguments);
        await process.EndAsync(patience);
        return process;
    }

    public static async Task<PolycloudProcess> RunAsync(TimeSpan patience, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var process = Start(environment, arguments);
        await process.EndAsync(patience);
        return process;
    }

    /// <summary>Waits for the end; a run that takes longer fails the test with all it said.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            Assert.Fail($"polycloud did not end within {patience.TotalSeconds:0} s. It said:\n{Output}");
        }
    }

    /// <summary>Waits for a line that contains the words.</summary>
    public async Task<string> LineAsync(string words, TimeSpan patience)
    {
        var deadline = DateTime.UtcNow + patience;
        while (DateTime.UtcNow < deadline)
        {
            if (Lines.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (_process.HasExited)
            {
                break;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"polycloud did not say '{words}' within {patience.TotalSeconds:0} s. It said:\n{Output}");
        return "";
    }

    public void Interrupt() => Native.Signal(_process.Id, Native.Interrupt);

    public void Kill()
    {
        if (!_process.HasExited)
        {
            Native.Signal(_process.Id, Native.Kill9);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
            await _process.WaitForExitAsync();
        }

        // The children hold a leash and end by themselves when their parent is gone, but not one that a test holds still.
        foreach (var child in Lines.Where(line => line.Contains(" pid ", StringComparison.Ordinal)).Select(Pids.In).Where(Pids.IsOurs))
        {
            Native.SignalIfThere(child, Native.Kill9);
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            lock (_gate)
            {
                _lines.Add(line);
            }
        }
    }
}
