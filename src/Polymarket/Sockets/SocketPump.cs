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
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly SocketCommands _commands = new();
    private readonly MessageReader _reader = new();
    private readonly MessageSender _sender = new(gate);
    private readonly SemaphoreSlim _connectWanted = new(0);
    private DeadlineTimer? _timer;
    private ExceptionDispatchInfo? _failure;

    private delegate void SessionStep(Timestamp now, ReadOnlySpan<byte> message);

    /// <summary>Messages longer than the pump takes; each ends its connection.</summary>
    public long Oversized => _reader.Oversized;

    /// <summary>Runs until cancelled, connecting as often as the session asks. What the session or the owner throws ends it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var timer = _timer = new DeadlineTimer(clock, Tick);
        Step((now, _) => session.Start(now, _commands), default);
        while (true)
        {
            await _connectWanted.WaitAsync(cancellation);
            _failure?.Throw();
            await ConnectedAsync(cancellation);
            _failure?.Throw();
            Step((now, _) => session.Closed(now, _reader.CloseCode, _commands), default);
        }
    }

    /// <summary>
    /// A step from outside the connection, a new subscription for example: under the lock, with the commands then carried out.
    /// Safe within <c>afterStep</c>.
    /// </summary>
    public void Step(Action<Timestamp, SocketCommands> step) => Step((now, _) => step(now, _commands), default);

    /// <summary>Sets the timer to the session's deadline; under the lock, after anything but this pump has changed the session.</summary>
    public void Arm() => _timer?.Arm(session.NextDeadline);

    public void Dispose()
    {
        _sender.Dispose();
        _connectWanted.Dispose();
    }

    private async Task ConnectedAsync(CancellationToken cancellation)
    {
        _reader.Reset();
        using var socket = new ClientWebSocket();
        try
        {
            using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            {
                patience.CancelAfter(ConnectPatience);
                await socket.ConnectAsync(address, patience.Token);
            }

            _sender.Attach(socket);
            Step((now, _) => session.Opened(now, _commands), default);
            SessionStep received = (now, message) => session.Received(now, message, _commands);
            while (await _reader.ReadAsync(socket, cancellation))
            {
                Step(received, _reader.Message);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            _sender.Attach(null);
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
            _sender.Socket?.Abort();
        }
    }

    private void StepWhenDue(Timestamp now, ReadOnlySpan<byte> message)
    {
        _timer!.Fired();
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
            given = TakeCommands();
            sends = _sender.HasMessages;
            afterStep(now);
            Arm();
        }

        // Outside the lock, because it wakes the receiving task.
        given?.Abort();

        if (sends)
        {
            _ = _sender.SendAsync();
        }
    }

    /// <summary>The socket that the session gave up, or null.</summary>
    private ClientWebSocket? TakeCommands()
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
                    _sender.Add(_commands.Message(index));
                    break;
                default:
                    given = _sender.Socket;
                    break;
            }
        }

        _commands.Clear();
        return given;
    }
}
