using System.Net.WebSockets;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Hosting;

/// <summary>Carries one WebSocket's messages to the venue and its frames back, until either side ends it.</summary>
internal static class SocketPump
{
    // The price socket's documented limit; no client message of the protocol comes near it.
    private const int MessageBytesMaximum = 64 * 1024;

    public static async Task RunAsync(WebSocket socket, VenueDriver driver, VenueChannel channel, int backlogMaximum, CancellationToken stop)
    {
        var sink = new SocketSink(socket, backlogMaximum, driver.CountSlowConsumer);
        var connection = driver.Connect(channel, sink);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var writing = WriteThenEndAsync(sink, ended);
        try
        {
            await ReadAsync(socket, driver, connection, ended.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The peer is gone or the host stops: both are ends, not faults.
        }
        finally
        {
            driver.Close(connection);
            await ended.CancelAsync();
            await writing;
        }
    }

    private static async Task WriteThenEndAsync(SocketSink sink, CancellationTokenSource ended)
    {
        try
        {
            await sink.WriteAsync(ended.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            await ended.CancelAsync();
        }
    }

    private static async Task ReadAsync(WebSocket socket, VenueDriver driver, VenueConnection connection, CancellationToken stop)
    {
        var buffer = new byte[MessageBytesMaximum];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
                return;
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                driver.Receive(connection, buffer.AsSpan(0, length));
                length = 0;
            }
            else if (length == buffer.Length)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, stop);
                return;
            }
        }
    }
}
