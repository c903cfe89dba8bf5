using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Hosting;

/// <summary>Frames of one socket: taken in under the venue's lock without waiting, written by a task of their own.</summary>
internal sealed class SocketSink : IFrameSink
{
    private readonly WebSocket _socket;
    private readonly Channel<(byte[] Bytes, int Length)> _backlog;
    private readonly Action _tooSlow;
    private volatile int _closeCode;

    public SocketSink(WebSocket socket, int backlogMaximum, Action tooSlow)
    {
        _socket = socket;
        _tooSlow = tooSlow;
        _backlog = Channel.CreateBounded<(byte[], int)>(new BoundedChannelOptions(backlogMaximum) { SingleReader = true });
    }

    public void Send(ReadOnlySpan<byte> message)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(bytes);
        if (!_backlog.Writer.TryWrite((bytes, message.Length)))
        {
            ArrayPool<byte>.Shared.Return(bytes);
            if (_closeCode == 0)
            {
                _tooSlow();
                Close(CloseCodes.SlowConsumer);
            }
        }
    }

    public void Close(int code)
    {
        _closeCode = code;
        _backlog.Writer.TryComplete();
        if (code == CloseCodes.SlowConsumer)
        {
            // A peer that does not read would never let a close handshake through.
            _socket.Abort();
        }
    }

    /// <summary>Writes until the socket or the backlog ends.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        await foreach (var (bytes, length) in _backlog.Reader.ReadAllAsync(stop))
        {
            await _socket.SendAsync(bytes.AsMemory(0, length), WebSocketMessageType.Text, endOfMessage: true, stop);
            ArrayPool<byte>.Shared.Return(bytes);
        }

        if (_closeCode != 0 && _socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)_closeCode, null, stop);
        }
    }
}
