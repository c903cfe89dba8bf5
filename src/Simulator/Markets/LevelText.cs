using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Markets;

/// <summary>
/// The JSON of one level, <c>{"price":"0.47","size":"20"},</c>, kept beside the level: a book has about a hundred levels and is
/// hashed twice per change, but only one of them has changed.
/// </summary>
internal struct LevelText
{
    private Text _text;
    private byte _length;

    [InlineArray(56)]
    private struct Text
    {
        private byte _first;
    }

    public void Set(int priceUnits, long sizeUnits)
    {
        Span<byte> text = stackalloc byte[128];
        "{\"price\":\""u8.CopyTo(text);
        var length = 10;
        length += FixedPointText.Format(priceUnits, Price.Decimals, text[length..]);
        "\",\"size\":\""u8.CopyTo(text[length..]);
        length += 10;
        length += FixedPointText.Format(sizeUnits, Size.Decimals, text[length..]);
        "\"},"u8.CopyTo(text[length..]);
        length += 3;
        Span<byte> kept = _text;
        text[..length].CopyTo(kept);
        _length = (byte)length;
    }

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Bytes => ((ReadOnlySpan<byte>)_text)[.._length];
}
