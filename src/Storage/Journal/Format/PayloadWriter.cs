using System.Buffers.Binary;
using System.Text;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Journal.Format;

/// <summary>Writes fields one behind the other, little-endian, into a caller's bytes; allocates nothing.</summary>
/// <exception cref="ArgumentException">The bytes are too few; nothing of the field is written.</exception>
public ref struct PayloadWriter(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Int128(Int128 value) => BinaryPrimitives.WriteInt128LittleEndian(Take(16), value);

    public void Guid(Guid value) => _ = value.TryWriteBytes(Take(16));

    public void Time(Timestamp value) => Int64(value.Micros);

    public void Price(Price value) => Int32(value.Units);

    public void Size(Size value) => Int64(value.Units);

    public void Money(Money value) => Int64(value.Micros);

    /// <summary>UTF-8 behind its length in bytes, at most 65 535.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ushort.MaxValue, nameof(value));
        UInt16((ushort)length);
        _ = Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>As they are, behind their number.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int32(value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Leaves room for a whole number that is known later; <see cref="Patch"/> fills it.</summary>
    public int ReserveInt32()
    {
        var at = Length;
        Int32(0);
        return at;
    }

    public readonly void Patch(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes[at..], value);

    private Span<byte> Take(int count)
    {
        var taken = _bytes.Slice(Length, count);
        Length += count;
        return taken;
    }
}
