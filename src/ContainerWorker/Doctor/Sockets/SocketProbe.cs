using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Sockets;

namespace PolyCloud.ContainerWorker.Doctor.Sockets;

/// <summary>Drives one session over a real socket until it has shown data.</summary>
internal static class SocketProbe
{
    /// <returns>Null when data came; else what was wrong.</returns>
    public static async Task<string?> RunAsync(ISocketSession session, SocketHearing heard, Uri address, Clock clock, TimeSpan patience, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var pump = new SocketPump(new WatchedSession(session, heard), address, new Lock(), static _ => { }, clock);
        var running = pump.RunAsync(ending.Token);
        var ended = await Task.WhenAny(heard.Proved, running, Task.Delay(patience, cancellation));
        await ending.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return ended == heard.Proved ? null
            : heard.Problem ?? (heard.WasOpen ? "connected, but no data came" : "no connection could be made");
    }
}
