using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>Azurite's table service as a process of its own, which a test can kill and start again at the same address with the same data.</summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _location = new();
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>The environment a program needs to find it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // The account every Azurite has, published by its documentation; it guards nothing.
        ["POLYCLOUD_TABLES_CONNECTION"] = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
            + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
            + $"TableEndpoint=http://127.0.0.1:{_port}/devstoreaccount1;",
    };

    public static async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer();
        await server.BeginAsync();
        return server;
    }

    /// <summary>Starts it, or starts it again over what it had written.</summary>
    public async Task BeginAsync()
    {
        var script = Path.Combine(Repository.Root, "tools", "azurite", "node_modules", "azurite", "dist", "src", "table", "main.js");
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[script, "--tableHost", "127.0.0.1", "--tablePort", _port.ToString(CultureInfo.InvariantCulture), "--location", _location.Path, "--silent", "--skipApiVersionCheck", "--disableTelemetry"])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Wait.UntilAsync(IsListeningAsync, "Azurite listens");
    }

    /// <summary>Gone at once, with whatever it had not written yet.</summary>
    public void Kill()
    {
        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit(5_000);
        _process.Dispose();
        _process = null;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Kill();
        }

        _location.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> IsListeningAsync()
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
