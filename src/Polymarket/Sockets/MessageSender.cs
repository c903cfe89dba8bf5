using System.Net.WebSockets;

namespace PolyCloud.Polymarket.Sockets;

/// <summary>
/// The messages on their way out of one pump: put in line under the owner's lock, sent outside it one after another. What one
/// connection could not send any more means nothing on the next.
/// </summary>
/// <param name="gate">The owner's lock.</param>
internal sealed class MessageSender(Lock gate) : IDisposable
{
    private readonly Queue<byte[]> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The connection of now; null while there is none.</summary>
    public ClientWebSocket? Socket { get; private set; }

    /// <summary>Under the lock.</summary>
    public bool HasMessages => _waiting.Count > 0;

    /// <summary>A fresh connection, or none any more.</summary>
    public void Attach(ClientWebSocket? socket)
    {
        lock (gate)
        {
            _waiting.Clear();
            Socket = socket;
        }
    }

    /// <summary>Under the lock.</summary>
    public void Add(ReadOnlyMemory<byte> message) => _waiting.Enqueue(message.ToArray());

    /// <summary>Outside the lock: sends until nothing waits. Never throws for a broken connection, since the reading side sees it too.</summary>
    public async Task SendAsync()
    {
        await _turn.WaitAsync();
        try
        {
            while (Next() is { } message && Socket is { State: WebSocketState.Open } socket)
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The receiving side sees the same broken connection and tells the session.
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private byte[]? Next()
    {
        lock (gate)
        {
            return _waiting.TryDequeue(out var message) ? message : null;
        }
    }
}
