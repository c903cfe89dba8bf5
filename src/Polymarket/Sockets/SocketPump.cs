using System.Net.WebSockets;
using System.Runtime.ExceptionServices;
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
    private ExceptionDispatchInfo? _failure;

    private delegate void SessionStep(Timestamp now, ReadOnlySpan<byte> message);

    /// <summary>Messages longer than the pump takes; each ends its connection.</summary>
    public long Oversized { get; private set; }

    /// <summary>Runs until cancelled, connecting as often as the session asks. What the session or the owner throws ends it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var timer = _timer = clock.Provider.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Step((now, _) => session.Start(now, _commands), default);
        while (true)
        {
            await _connectWanted.WaitAsync(cancellation);
            _failure?.Throw();
            await ConnectedAsync(cancellation);
            _failure?.Throw();
            Step((now, _) => session.Closed(now, _commands), default);
        }
    }

    /// <summary>
    /// A step from outside the connection, a new subscription for example: under the lock, with the commands then carried out.
    /// Safe within <c>afterStep</c>.
    /// </summary>
    public void Step(Action<Timestamp, SocketCommands> step) => Step((now, _) => step(now, _commands), default);

    public void Dispose()
    {
        _sending.Dispose();
        _connectWanted.Dispose();
    }

    private async Task ConnectedAsync(CancellationToken cancellation)
    {
        using var socket = new ClientWebSocket();
        try
        {
            using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            {
                patience.CancelAfter(ConnectPatience);
                await socket.ConnectAsync(address, patience.Token);
            }

            Opened(socket);
            Step((now, _) => session.Opened(now, _commands), default);
            SessionStep received = (now, message) => session.Received(now, message, _commands);
            while (await ReceiveAsync(socket, cancellation) is var length and >= 0)
            {
                Step(received, _buffer.AsMemory(0, length));
            }
        }
        catch (Exception problem) when (problem is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            lock (gate)
            {
                _socket = null;
            }
        }
    }

    private void Opened(ClientWebSocket socket)
    {
        lock (gate)
        {
            // What an earlier connection could not send any more means nothing on this one.
            _outgoing.Clear();
            _socket = socket;
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

    private void Tick()
    {
        try
        {
            Step(StepWhenDue, default);
        }
        catch (Exception problem)
        {
            // A timer has nobody to throw to: the running task throws it.
            _failure = ExceptionDispatchInfo.Capture(problem);
            _connectWanted.Release();
            _socket?.Abort();
        }
    }

    private void StepWhenDue(Timestamp now, ReadOnlySpan<byte> message)
    {
        _armed = Timestamp.Never;
        if (session.NextDeadline <= now)
        {
            session.Tick(now, _commands);
        }
    }

    private void Step(SessionStep step, ReadOnlyMemory<byte> message)
    {
        bool sends;
        ClientWebSocket? given;
        lock (gate)
        {
            var now = clock.Now;
            step(now, message.Span);
            (sends, given) = TakeCommands();
            afterStep(now);
            Arm();
        }

        // Outside the lock, because it wakes the receiving task.
        given?.Abort();

        if (sends)
        {
            _ = SendAsync();
        }
    }

    /// <summary>Whether there is something to send, and the socket that the session gave up.</summary>
    private (bool Sends, ClientWebSocket? Given) TakeCommands()
    {
        ClientWebSocket? given = null;
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
                    given = _socket;
                    break;
            }
        }

        _commands.Clear();
        return (_outgoing.Count > 0, given);
    }

    /// <summary>Sets the timer to the session's deadline; under the lock, after anything but this pump has changed the session.</summary>
    public void Arm()
    {
        var deadline = session.NextDeadline;
        if (deadline >= _armed)
        {
            // Data moves most deadlines later with every frame: the timer comes early then, and is armed again.
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
