using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolyCloud.Conformance.World;

/// <summary>The official TypeScript client in a node process of its own; its methods are called by name, its results are JSON.</summary>
internal sealed class OfficialClient : IDisposable
{
    // The client itself polls a matched trade for up to 30 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly Lock _writing = new();
    private int _lastId;

    public OfficialClient()
    {
        _process = Process.Start(new ProcessStartInfo("node", ["bridge.mjs"])
        {
            WorkingDirectory = Folder!,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Said(line.Data);
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Why the tests cannot run here, or null.</summary>
    public static string? WhyAbsent { get; } = Absence();

    private static string? Folder => Find();

    /// <summary>Makes a client under a name.</summary>
    public Task OpenAsync(string name, object options) => AskAsync(new { open = name, options });

    /// <summary>What the method gave back.</summary>
    /// <exception cref="InvalidOperationException">The client threw; the message is its own.</exception>
    public Task<JsonElement> CallAsync(string client, string method, params object?[] arguments) => AskAsync(new { client, method, args = arguments });

    /// <summary>A signed order with a chosen salt and time.</summary>
    public Task<JsonElement> SignAsync(string client, object order, object options, long salt, long timestamp, bool market = false) =>
        AskAsync(new { client, sign = order, options, salt, timestamp, market });

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(2_000))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<JsonElement> AskAsync(object request)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answered = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answered;
        var line = JsonSerializer.SerializeToNode(request)!.AsObject();
        line["id"] = JsonValue.Create(id);
        lock (_writing)
        {
            _process.StandardInput.WriteLine(line.ToJsonString());
            _process.StandardInput.Flush();
        }

        return await answered.Task.WaitAsync(Patience);
    }

    private void Said(string? line)
    {
        if (line is null)
        {
            foreach (var waiting in _waiting.Values)
            {
                waiting.TrySetException(new InvalidOperationException("The official client's process has ended."));
            }

            return;
        }

        var said = JsonDocument.Parse(line).RootElement;
        if (!_waiting.TryRemove(said.GetProperty("id").GetInt32(), out var answered))
        {
            return;
        }

        if (said.TryGetProperty("thrown", out var thrown))
        {
            answered.TrySetException(new InvalidOperationException(thrown.GetString()));
        }
        else
        {
            answered.TrySetResult(said.GetProperty("result"));
        }
    }

    private static string? Absence()
    {
        if (Find() is not { } folder || !Directory.Exists(Path.Combine(folder, "node_modules", "@polymarket", "clob-client-v2")))
        {
            return "The official client is not installed (npm ci in tests/Conformance/Sdk; './polycloud test' does it where npm can be reached).";
        }

        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Array.Exists(paths, path => File.Exists(Path.Combine(path, "node"))) ? null : "node (20 or newer) is not on PATH.";
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "Conformance", "Sdk");
            }
        }

        return null;
    }
}
