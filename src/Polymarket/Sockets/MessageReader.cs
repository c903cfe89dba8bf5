using System.Net.WebSockets;

namespace PolyCloud.Polymarket.Sockets;

/// <summary>Puts the parts of messages together, in one buffer that grows to the largest message and no further than its bound.</summary>
internal sealed class MessageReader
{
    /// <summary>A snapshot of a book is about 10 KB, and an array holds a few; more is not the venue's protocol.</summary>
    private const int MaximumMessageBytes = 4 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    /// <summary>Messages longer than the bound; each ends its connection.</summary>
    public long Oversized { get; private set; }

    /// <summary>The code with which the other side closed the last connection; zero where it gave none.</summary>
    public int CloseCode { get; private set; }

    /// <summary>The last whole message, until the next is read.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(0, _length);

    /// <summary>Called before a fresh connection is read.</summary>
    public void Reset() => CloseCode = 0;

    /// <summary>Reads one whole message; false when the connection ended.</summary>
    public async ValueTask<bool> ReadAsync(WebSocket socket, CancellationToken cancellation)
    {
        _length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(_length), cancellation);
            _length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                CloseCode = socket.CloseStatus is { } status ? (int)status : 0;
                return false;
            }

            if (part.EndOfMessage)
            {
                return true;
            }

            if (_length == MaximumMessageBytes)
            {
                Oversized++;
                return false;
            }

            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaximumMessageBytes));
            }
        }
    }
}
