using System.Net.WebSockets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Sockets;

/// <summary>
/// Carries bytes between one WebSocket and one session. The receiving task steps the session under the owner's lock and then
/// calls <c>afterStep</c>, still under it: no hop between the bytes and the decision.
/// </summary>
/// <param name="session">The protocol.</param>
/// <param name="address">Where it connects.</param>
/// <param name="gate">The owner's lock; every call on the session happens under it.</param>
/// <param name="afterStep">Called under the lock after each step.</param>
/// <param name="clock">The clock of deadlines.</param>
public sealed class SocketPump(ISocketSession session, Uri address, Lock gate, Action<Timestamp> afterStep, Clock clock) : IDisposable
{
    /// <summary>A snapshot of a book is about 10 KB, and an array holds a few; more is not the venue's protocol.</summary>
    private const int MaximumMessageBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly SocketCommands _commands = new();
    private readonly Queue<byte[]> _outgoing = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SemaphoreSlim _connectWanted = new(0);
    private byte[] _buffer = new byte[64 * 1024];
    private ITimer? _timer;
    private Timestamp _armed = Timestamp.Never;
    private ClientWebSocket? _socket;
    private CancellationTokenSource? _connection;

    private delegate void SessionStep(Timestamp now, ReadOnlySpan<byte> message);

    /// <summary>Messages longer than the pump takes; each ends its connection.</summary>
    public long Oversized { get; private set; }

    /// <summary>Runs until cancelled, connecting as often as the session asks.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var timer = _timer = clock.Provider.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Step((now, _) => session.Start(now, _commands), default);
        while (true)
        {
            await _connectWanted.WaitAsync(cancellation);
            await ConnectedAsync(cancellation);
            Step((now, _) => session.Closed(now, _commands), default);
        }
    }

    public void Dispose()
    {
        _sending.Dispose();
        _connectWanted.Dispose();
    }

    private async Task ConnectedAsync(CancellationToken cancellation)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var socket = new ClientWebSocket();
        try
        {
            using (var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.Token))
            {
                patience.CancelAfter(ConnectPatience);
                await socket.ConnectAsync(address, patience.Token);
            }

            (_socket, _connection) = (socket, connection);
            Step((now, _) => session.Opened(now, _commands), default);
            SessionStep received = (now, message) => session.Received(now, message, _commands);
            while (await ReceiveAsync(socket, connection.Token) is var length and >= 0)
            {
                Step(received, _buffer.AsMemory(0, length));
            }
        }
        catch (Exception problem) when (problem is WebSocketException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            (_socket, _connection) = (null, null);
        }
    }

    /// <summary>One whole message into the buffer; its length, or −1 when the connection ended.</summary>
    private async ValueTask<int> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return -1;
            }

            if (part.EndOfMessage)
            {
                return length;
            }

            if (length == MaximumMessageBytes)
            {
                Oversized++;
                return -1;
            }

            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaximumMessageBytes));
            }
        }
    }

    private void Tick() => Step(
        (now, _) =>
        {
            _armed = Timestamp.Never;
            if (session.NextDeadline <= now)
            {
                session.Tick(now, _commands);
            }
        },
        default);

    private void Step(SessionStep step, ReadOnlyMemory<byte> message)
    {
        var sends = false;
        lock (gate)
        {
            var now = clock.Now;
            step(now, message.Span);
            sends = TakeCommands();
            afterStep(now);
            Arm();
        }

        if (sends)
        {
            _ = SendAsync();
        }
    }

    private bool TakeCommands()
    {
        for (var index = 0; index < _commands.Count; index++)
        {
            switch (_commands.Kind(index))
            {
                case SocketCommandKind.Connect:
                    _connectWanted.Release();
                    break;
                case SocketCommandKind.Send:
                    _outgoing.Enqueue(_commands.Message(index).ToArray());
                    break;
                default:
                    _connection?.Cancel();
                    break;
            }
        }

        _commands.Clear();
        return _outgoing.Count > 0;
    }

    private void Arm()
    {
        var deadline = session.NextDeadline;
        if (deadline == _armed)
        {
            return;
        }

        _armed = deadline;
        _timer?.Change(clock.Until(deadline), Timeout.InfiniteTimeSpan);
    }

    private async Task SendAsync()
    {
        await _sending.WaitAsync();
        try
        {
            while (Next() is { } message && _socket is { State: WebSocketState.Open } socket)
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
            _sending.Release();
        }
    }

    private byte[]? Next()
    {
        lock (gate)
        {
            return _outgoing.TryDequeue(out var message) ? message : null;
        }
    }
}
