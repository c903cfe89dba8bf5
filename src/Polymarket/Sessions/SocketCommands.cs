using System.Buffers;

namespace PolyCloud.Polymarket.Sessions;

/// <summary>What a session asks of its pump.</summary>
public enum SocketCommandKind : byte
{
    Connect,
    Send,
    Close,
}

/// <summary>Caller-owned list of commands, in order; the bytes to send stand in one reused buffer.</summary>
public sealed class SocketCommands
{
    private readonly List<(SocketCommandKind Kind, int Offset, int Length)> _commands = new(16);
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public int Count => _commands.Count;

    public SocketCommandKind Kind(int index) => _commands[index].Kind;

    /// <summary>The message of a <see cref="SocketCommandKind.Send"/>.</summary>
    public ReadOnlyMemory<byte> Message(int index) => _bytes.WrittenMemory.Slice(_commands[index].Offset, _commands[index].Length);

    public void Connect() => _commands.Add((SocketCommandKind.Connect, 0, 0));

    public void Close() => _commands.Add((SocketCommandKind.Close, 0, 0));

    public void Send(ReadOnlySpan<byte> message)
    {
        _commands.Add((SocketCommandKind.Send, _bytes.WrittenCount, message.Length));
        _bytes.Write(message);
    }

    public void Clear()
    {
        _commands.Clear();
        _bytes.ResetWrittenCount();
    }
}
