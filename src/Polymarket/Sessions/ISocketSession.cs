using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Sessions;

/// <summary>
/// A WebSocket protocol as a state machine: (now, bytes) in; events to its own listener, commands to the pump, and the next
/// deadline out. It never waits, sends or reads a clock itself. All calls come from one thread at a time.
/// </summary>
public interface ISocketSession
{
    /// <summary>For logs and metrics: <c>market</c>, <c>user</c>, <c>price</c>, <c>rtds</c>, <c>binance</c>, <c>coinbase</c>.</summary>
    string Name { get; }

    /// <summary>When <see cref="Tick"/> wants to be called next; <see cref="Timestamp.Never"/> when it does not.</summary>
    Timestamp NextDeadline { get; }

    /// <summary>Called once before anything else; usually asks to connect.</summary>
    void Start(Timestamp now, SocketCommands commands);

    void Opened(Timestamp now, SocketCommands commands);

    /// <summary>One whole text message.</summary>
    void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands);

    /// <summary>The connection ended or could not be made, whoever ended it.</summary>
    /// <param name="closeCode">WebSocket close code of the other side; zero where it gave none.</param>
    void Closed(Timestamp now, int closeCode, SocketCommands commands);

    void Tick(Timestamp now, SocketCommands commands);
}
