using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PolyCloud.Cli.Commands;

namespace PolyCloud.Cli.Up;

/// <summary>Azurite's table service on loopback, from `tools/azurite`, for `--store azurite`.</summary>
internal sealed class AzuriteProcess : IDisposable
{
    /// <summary>Where the worker looks for its Table Storage.</summary>
    public const string ConnectionVariable = "POLYCLOUD_TABLES_CONNECTION";

    /// <summary>The account every Azurite has, published by its documentation; it guards nothing.</summary>
    private const string DevelopmentAccount =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;TableEndpoint=";

    private readonly Process _process;

    private AzuriteProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<AzuriteProcess> StartAsync(string dataDirectory, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        var home = Environment.GetEnvironmentVariable("POLYCLOUD_HOME") ?? Environment.CurrentDirectory;
        var script = Path.Combine(home, "tools", "azurite", "node_modules", "azurite", "dist", "src", "table", "main.js");
        if (!File.Exists(script))
        {
            throw new CommandFailedException("--store azurite needs Azurite; ./polycloud installs it with npm (Node 20), or run: cd tools/azurite && npm ci");
        }

        var port = FreePort();
        var location = Path.Combine(dataDirectory, "azurite");
        Directory.CreateDirectory(location);
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { script, "--tableHost", "127.0.0.1", "--tablePort", port.ToString(), "--location", location, "--silent", "--skipApiVersionCheck", "--disableTelemetry" })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = $"http://127.0.0.1:{port}/devstoreaccount1";
        await WaitForPortAsync(process, port, cancellation);
        environment[ConnectionVariable] = DevelopmentAccount + address + ";";
        return new AzuriteProcess(process, address);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5000);
        }

        _process.Dispose();
    }

    private static async Task WaitForPortAsync(Process process, int port, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 200 && !process.HasExited; attempt++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, cancellation);
            }
        }

        throw new CommandFailedException($"Azurite did not open its port {port}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
