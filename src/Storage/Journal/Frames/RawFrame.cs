using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Journal.Frames;

/// <summary>What happened on a recorded stream.</summary>
public enum FrameEvent : byte
{
    /// <summary>One whole message, its bytes as they came.</summary>
    Message,

    /// <summary>A connection is there: what was sent before it on this stream was not received.</summary>
    Opened,

    /// <summary>The connection ended: a gap begins here and lasts until the next <see cref="Opened"/>.</summary>
    Closed,

    /// <summary>The body of an HTTP answer; the stream is its path.</summary>
    Answer,
}

/// <summary>One event of one stream with the moment at which its bytes arrived.</summary>
/// <param name="Stream">Name of the socket's session, or the path of an HTTP answer.</param>
/// <param name="Bytes">Empty where a connection opened or ended.</param>
public readonly record struct RawFrame(Timestamp Received, FrameEvent Event, string Stream, ReadOnlyMemory<byte> Bytes);
