using System.Buffers.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Writes UTF-8 into a caller's buffer, one piece behind the other. A buffer that is too small is a programming error and throws.</summary>
internal ref struct Utf8Text(Span<byte> buffer)
{
    private const int HashCharacters = 66;

    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[Length..]);
        Length += text.Length;
    }

    /// <summary>ASCII text only.</summary>
    public void Append(string text) => Length += System.Text.Encoding.ASCII.GetBytes(text, _buffer[Length..]);

    public void Append(long value) =>
        Length += Utf8Formatter.TryFormat(value, _buffer[Length..], out var written) ? written : throw new ArgumentException("The buffer is too small.");

    public void Append(in UInt256 value) => Length += value.Format(_buffer[Length..]);

    public void Append(in Hash256 value)
    {
        value.Format(_buffer[Length..]);
        Length += HashCharacters;
    }

    /// <summary>Lower-case hexadecimal digits, without 0x.</summary>
    public void AppendHex(ReadOnlySpan<byte> bytes) =>
        Length += Convert.TryToHexStringLower(bytes, _buffer[Length..], out var written) ? written : throw new ArgumentException("The buffer is too small.");
}
