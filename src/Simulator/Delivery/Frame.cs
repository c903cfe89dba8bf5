using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Delivery;

/// <summary>The bytes of one message, in a buffer that is reused; one frame goes to many connections.</summary>
public sealed class Frame
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>Deliveries that still need the bytes.</summary>
    internal int References { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public Frame Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
        return this;
    }

    /// <summary>Plain ASCII such as an identifier.</summary>
    public Frame Append(string ascii)
    {
        _length += System.Text.Encoding.UTF8.GetBytes(ascii, Reserve(ascii.Length * 3));
        return this;
    }

    /// <summary>The shortest decimal text of a scaled integer.</summary>
    public Frame AppendDecimal(Int128 value, int decimals)
    {
        _length += FixedPointText.Format(value, decimals, Reserve(48));
        return this;
    }

    public Frame AppendNumber(long value)
    {
        _ = System.Buffers.Text.Utf8Formatter.TryFormat(value, Reserve(24), out var written);
        _length += written;
        return this;
    }

    /// <summary>The lower-case hexadecimal text of the bytes.</summary>
    public Frame AppendHexadecimal(ReadOnlySpan<byte> bytes)
    {
        _ = Convert.TryToHexStringLower(bytes, Reserve(bytes.Length * 2), out var written);
        _length += written;
        return this;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        return _bytes.AsSpan(_length);
    }
}
