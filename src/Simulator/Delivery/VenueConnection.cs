using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Delivery;

/// <summary>One WebSocket connection as the venue sees it. Malformed messages are counted and skipped.</summary>
public abstract class VenueConnection
{
    /// <summary>
    /// Frames under way to one connection at most. The delays are at most about 100 ms, so this allows some 80 000 frames a
    /// second, a hundred times the hottest window on record.
    /// </summary>
    public const int UndeliveredMaximum = 8192;

    private readonly IFrameSink _sink;

    protected VenueConnection(IFrameSink sink) => _sink = sink;

    public bool IsOpen { get; private set; } = true;

    /// <summary>Messages that were no message of the protocol.</summary>
    public long MalformedMessages { get; protected set; }

    /// <summary>Which socket it is; set when it is opened.</summary>
    internal VenueChannel Channel { get; set; }

    /// <summary>When it was opened.</summary>
    internal Engine.Values.Timestamp Opened { get; set; }

    internal int Undelivered { get; set; }

    /// <summary>One whole text message from the client.</summary>
    public abstract void Receive(Timestamp now, ReadOnlySpan<byte> message);

    /// <summary>The client is gone, or the connection broke.</summary>
    public void Closed(Timestamp now)
    {
        IsOpen = false;
        Forget();
    }

    internal void Deliver(ReadOnlySpan<byte> message)
    {
        if (IsOpen)
        {
            _sink.Send(message);
        }
    }

    /// <summary>The venue ends the connection; frames under way are lost.</summary>
    internal void Disconnect(int code)
    {
        if (IsOpen)
        {
            IsOpen = false;
            Forget();
            _sink.Close(code);
        }
    }

    /// <summary>Takes the connection out of every list of subscribers.</summary>
    protected abstract void Forget();
}
