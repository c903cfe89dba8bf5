using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Sockets;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>The pumps of a node's sockets, from start to end.</summary>
internal sealed class WorkerSockets : IAsyncDisposable
{
    private readonly List<SocketPump> _pumps = [];
    private readonly List<Task> _running = [];

    private WorkerSockets()
    {
    }

    /// <summary>Starts every pump; each has its timer when this returns.</summary>
    /// <param name="afterStep">Called under the gate after each step of a socket.</param>
    /// <param name="failed">Told when a pump has ended by a defect; it carries nothing any more.</param>
    public static WorkerSockets Start(
        IReadOnlyList<NodeSocket> sockets, WorkerOptions options, Lock gate, Action<NodeSocket, Timestamp> afterStep, Clock clock, Action<string, Exception> failed, CancellationToken ending)
    {
        var started = new WorkerSockets();
        foreach (var socket in sockets)
        {
            if (AddressOf(options, socket.Session.Name) is not { } address)
            {
                continue;
            }

            var pump = new SocketPump(socket.Session, address, gate, now => afterStep(socket, now), clock);
            started._pumps.Add(pump);
            started._running.Add(RunAsync(pump, socket.Session.Name, failed, ending));
        }

        return started;
    }

    /// <summary>Under the gate, after something but a pump has changed a session.</summary>
    public void Arm()
    {
        foreach (var pump in _pumps)
        {
            pump.Arm();
        }
    }

    /// <summary>After the end was asked for: waits for the pumps and lets them go.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running);
        foreach (var pump in _pumps)
        {
            pump.Dispose();
        }
    }

    private static async Task RunAsync(SocketPump pump, string name, Action<string, Exception> failed, CancellationToken ending)
    {
        try
        {
            await pump.RunAsync(ending);
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
        catch (Exception problem)
        {
            failed(name, problem);
        }
    }

    /// <summary>Null where the source is left out.</summary>
    private static Uri? AddressOf(WorkerOptions options, string name) => name switch
    {
        "market" => options.MarketSocket,
        "user" => options.UserSocket,
        "price" => options.PriceSocket,
        "rtds" => options.LegacyPriceSocket,
        "binance" => options.BinanceSocket,
        "coinbase" => options.CoinbaseSocket,
        _ => throw new InvalidOperationException($"No address is set for socket {name}."),
    };
}
