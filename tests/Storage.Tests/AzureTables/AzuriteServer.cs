using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PolyCloud.Storage.AzureTables;

namespace PolyCloud.Storage.Tests.AzureTables;

/// <summary>One real Azurite table service on a free port with a folder of its own, for the tests of one class.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private Process? _process;

    public int Port { get; private set; }

    public TableStorageOptions Options => TableStorageOptions.FromConnectionString("UseDevelopmentStorage=true") with
    {
        Endpoint = new Uri($"http://127.0.0.1:{Port}/devstoreaccount1"),
    };

    public async Task InitializeAsync()
    {
        if (AzuriteInstallation.MissingReason is not null)
        {
            return;
        }

        Port = FreePort();
        _process = Process.Start(new ProcessStartInfo(
            "node",
            [AzuriteInstallation.TableService, "--location", _directory.Path, "--tableHost", "127.0.0.1", "--tablePort", Port.ToString(), "--disableTelemetry"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("successfully started", StringComparison.Ordinal))
            {
                // A full pipe would stop it.
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        throw new InvalidOperationException("Azurite did not start: " + await _process.StandardError.ReadToEndAsync());
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _directory.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
