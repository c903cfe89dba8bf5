using System.Numerics;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Abi;

/// <summary>Reads the words of a call's answer or an event's data. A word beyond the end is an error of the node, never a zero.</summary>
public readonly ref struct AbiWords(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Count => _data.Length / AbiEncoder.WordBytes;

    /// <summary>False where the data ends before this word.</summary>
    public bool TryNumber(int index, out BigInteger number)
    {
        var present = TryWord(index, out var word);
        number = present ? new BigInteger(word, isUnsigned: true, isBigEndian: true) : default;
        return present;
    }

    /// <summary>False where the data ends before this word.</summary>
    public bool TryHash(int index, out Hash256 hash)
    {
        var present = TryWord(index, out var word);
        hash = present ? Hash256.FromBytes(word) : default;
        return present;
    }

    /// <summary>False where the data ends before this word, or it does not hold a 64-bit amount.</summary>
    public bool TryAmount(int index, out long amount)
    {
        var fits = TryNumber(index, out var number) && number <= long.MaxValue;
        amount = fits ? (long)number : 0;
        return fits;
    }

    private bool TryWord(int index, out ReadOnlySpan<byte> word)
    {
        var present = index >= 0 && index < Count;
        word = present ? _data.Slice(index * AbiEncoder.WordBytes, AbiEncoder.WordBytes) : default;
        return present;
    }
}
