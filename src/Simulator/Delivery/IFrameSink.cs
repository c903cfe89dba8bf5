namespace PolyCloud.Simulator.Delivery;

/// <summary>Where a connection's frames go: a socket, or a session in the same process.</summary>
public interface IFrameSink
{
    /// <summary>One text message. The bytes are the venue's own and only valid during the call.</summary>
    void Send(ReadOnlySpan<byte> message);

    /// <summary>The venue ends the connection.</summary>
    /// <param name="code">WebSocket close code.</param>
    void Close(int code);
}
