using System.Diagnostics;

namespace PolyCloud.Cli.Supervision;

/// <summary>
/// One supervised process of this program. Its standard input is a leash: when the supervisor dies, however it dies, the pipe
/// closes and the child stops by itself.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    /// <summary>What is killed is gone at once, unless the machine is very busy.</summary>
    private static readonly TimeSpan KilledWithin = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts `polycloud` with these arguments; each line of its standard output goes to <paramref name="onLine"/>.</summary>
    /// <param name="arguments">Arguments after the program name.</param>
    /// <param name="environment">Variables added to the inherited ones; the way secrets are handed over.</param>
    /// <param name="onLine">Called from a reader thread.</param>
    /// <param name="onErrorLine">The same for standard error.</param>
    public static ChildProcess Start(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        Action<string> onLine,
        Action<string> onErrorLine)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        process.OutputDataReceived += (_, line) => Forward(line.Data, onLine);
        process.ErrorDataReceived += (_, line) => Forward(line.Data, onErrorLine);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ChildProcess(process);
    }

    public Task WaitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>Asks the child to stop by closing its input; kills it where it does not within the time given.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (_process.HasExited)
        {
            return;
        }

        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);

            // Its exit code is asked for next.
            _ = _process.WaitForExit(KilledWithin);
        }
    }

    public void Dispose() => _process.Dispose();

    private static void Forward(string? line, Action<string> to)
    {
        if (line is not null)
        {
            to(line);
        }
    }
}
