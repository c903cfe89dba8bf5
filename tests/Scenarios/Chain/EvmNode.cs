using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace PolyCloud.Scenarios.Chain;

/// <summary>A local EVM node with a block a second, its ten public accounts funded.</summary>
internal sealed class EvmNode : IAsyncDisposable
{
    /// <summary>Private keys of the first two public test accounts.</summary>
    public const string FirstKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    public const string SecondKey = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

    private const int Attempts = 20;

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private EvmNode(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "tools", "anvil", "node_modules");

    public static string Program { get; } = Path.Combine(Folder, "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");

    public int Port { get; }

    /// <summary>Starts it on a free port between 20 000 and 30 000.</summary>
    public static async Task<EvmNode> StartAsync()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = LoopbackPort.Draw();
            var process = Process.Start(new ProcessStartInfo(Program, ["--host", "127.0.0.1", "--port", port.ToString(), "--chain-id", "137", "--block-time", "1"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            if (await ListensAsync(process))
            {
                return new EvmNode(process, port);
            }

            await EndAsync(process);
        }

        throw new InvalidOperationException("The EVM node did not start.");
    }

    /// <summary>Asks the node directly, past any proxy.</summary>
    public async Task<JsonElement> AskAsync(string method, params object[] parameters)
    {
        using var response = await _http.PostAsJsonAsync(new Uri($"http://127.0.0.1:{Port}"), new { jsonrpc = "2.0", id = 1, method, @params = parameters });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.TryGetProperty("result", out var result)
            ? result.Clone()
            : throw new InvalidOperationException(answer.RootElement.GetRawText());
    }

    /// <summary>Stops making blocks: transactions wait in the pool.</summary>
    public Task StopMiningAsync() => AskAsync("evm_setIntervalMining", 0);

    public Task GoOnMiningAsync() => AskAsync("evm_setIntervalMining", 1);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await EndAsync(_process);
    }

    private static async Task<bool> ListensAsync(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("Listening on", StringComparison.Ordinal))
            {
                // A full pipe would stop it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return true;
            }
        }

        return false;
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }
}
