using System.Buffers.Binary;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Journal.Format;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote, in the same order.</summary>
/// <exception cref="JournalUnreadableException">Every method: the bytes end too early or hold a value that the field does not take.</exception>
public ref struct PayloadReader(ReadOnlySpan<byte> bytes, DecodeRoom room)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new JournalUnreadableException($"a flag is {other}"),
    };

    /// <summary>A one-byte enumeration value that this program knows.</summary>
    public T OneOf<T>()
        where T : unmanaged, Enum
    {
        var value = Byte();
        var member = System.Runtime.CompilerServices.Unsafe.BitCast<byte, T>(value);
        return value < EnumRange<T>.Count ? member : throw new JournalUnreadableException($"{typeof(T).Name} is {value}");
    }

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public Int128 Int128() => BinaryPrimitives.ReadInt128LittleEndian(Take(16));

    public Guid Guid() => new(Take(16));

    public Timestamp Time() => new(Int64());

    public Price Price() => Int32() is >= 0 and <= Engine.Values.Price.Scale and var units ? new Price(units) : throw new JournalUnreadableException("a price lies outside 0 to 1");

    public TickSize Tick() => Int32() is (1000 or 100 or 50 or 25 or 10 or 1) and var units ? new TickSize(units) : throw new JournalUnreadableException("a tick size is none of the venue's");

    public Size Size() => new(Int64());

    public Money Money() => new(Int64());

    public string Text() => room.Text(Take(UInt16()));

    public ReadOnlySpan<byte> Bytes() => Take(Int32());

    /// <summary>A number of items of this many bytes each, which must all be there.</summary>
    public int Count(int itemBytes) =>
        Int32() is >= 0 and var count && count <= _rest.Length / itemBytes ? count : throw new JournalUnreadableException("a count is larger than its record");

    /// <summary>Room for levels, valid until the next record is read.</summary>
    public readonly Span<BookLevel> Levels(int count) => room.Levels(count);

    /// <inheritdoc cref="Levels"/>
    public readonly Span<BookDelta> Deltas(int count) => room.Deltas(count);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new JournalUnreadableException($"{count} bytes are wanted where {_rest.Length} are left");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static class EnumRange<T>
        where T : unmanaged, Enum
    {
        /// <summary>The engine's enumerations count from 0 without holes.</summary>
        public static readonly int Count = Enum.GetValues<T>().Length;
    }
}

/// <summary>A record's bytes are as they were written, but this program cannot read them: it says what it stumbled over.</summary>
public sealed class JournalUnreadableException(string problem) : Exception(problem);
