using System.Buffers.Binary;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Abi;

/// <summary>
/// The contract encoding of a list of arguments (Solidity documentation, "Contract ABI specification"): a head of 32-byte words,
/// where a dynamic argument leaves its offset, then the tails in order.
/// </summary>
public sealed class AbiEncoder
{
    public const int WordBytes = 32;

    private readonly List<byte[]> _heads = [];
    private readonly List<byte[]?> _tails = [];

    public AbiEncoder Address(EthereumAddress address)
    {
        var word = new byte[WordBytes];
        address.WriteWord(word);
        return Static(word);
    }

    /// <summary>32 bytes as they are; a shorter fixed array of bytes is the same with zeros behind.</summary>
    public AbiEncoder Word(in Hash256 value)
    {
        var word = new byte[WordBytes];
        value.WriteTo(word);
        return Static(word);
    }

    public AbiEncoder Number(in UInt256 value) => Static(WordOf(value));

    /// <exception cref="OverflowException">The number is negative: no argument here is signed.</exception>
    public AbiEncoder Number(long value) => Number(UInt256.From(checked((ulong)value)));

    public AbiEncoder Flag(bool value) => Number(value ? 1 : 0);

    /// <summary>A dynamic array of numbers.</summary>
    public AbiEncoder Numbers(params IReadOnlyList<UInt256> values)
    {
        var tail = new byte[(values.Count + 1) * WordBytes];
        Length(values.Count).CopyTo(tail, 0);
        for (var index = 0; index < values.Count; index++)
        {
            values[index].WriteTo(tail.AsSpan((index + 1) * WordBytes));
        }

        return Dynamic(tail);
    }

    /// <summary>A dynamic array of addresses.</summary>
    public AbiEncoder Addresses(params IReadOnlyList<EthereumAddress> values)
    {
        var tail = new byte[(values.Count + 1) * WordBytes];
        Length(values.Count).CopyTo(tail, 0);
        for (var index = 0; index < values.Count; index++)
        {
            values[index].WriteWord(tail.AsSpan((index + 1) * WordBytes, WordBytes));
        }

        return Dynamic(tail);
    }

    /// <summary>Bytes of any length, padded with zeros to whole words.</summary>
    public AbiEncoder Bytes(ReadOnlySpan<byte> value)
    {
        var tail = new byte[WordBytes + ((value.Length + WordBytes - 1) / WordBytes * WordBytes)];
        Length(value.Length).CopyTo(tail, 0);
        value.CopyTo(tail.AsSpan(WordBytes));
        return Dynamic(tail);
    }

    /// <summary>A dynamic array of tuples that hold something dynamic themselves.</summary>
    public AbiEncoder Tuples(IReadOnlyList<AbiEncoder> tuples)
    {
        var encoded = new AbiEncoder();
        foreach (var tuple in tuples)
        {
            encoded.Dynamic(tuple.ToArray());
        }

        return Dynamic([.. Length(tuples.Count), .. encoded.ToArray()]);
    }

    /// <summary>Heads, then tails.</summary>
    public byte[] ToArray()
    {
        var offset = _heads.Count * WordBytes;
        var length = offset + _tails.Sum(static tail => tail?.Length ?? 0);
        var encoded = new byte[length];
        for (var index = 0; index < _heads.Count; index++)
        {
            if (_tails[index] is { } tail)
            {
                Length(offset).CopyTo(encoded, index * WordBytes);
                tail.CopyTo(encoded, offset);
                offset += tail.Length;
            }
            else
            {
                _heads[index].CopyTo(encoded, index * WordBytes);
            }
        }

        return encoded;
    }

    private AbiEncoder Static(byte[] word)
    {
        _heads.Add(word);
        _tails.Add(null);
        return this;
    }

    private AbiEncoder Dynamic(byte[] tail)
    {
        _heads.Add([]);
        _tails.Add(tail);
        return this;
    }

    private static byte[] WordOf(in UInt256 value)
    {
        var word = new byte[WordBytes];
        value.WriteTo(word);
        return word;
    }

    private static byte[] Length(int value)
    {
        var word = new byte[WordBytes];
        BinaryPrimitives.WriteInt32BigEndian(word.AsSpan(WordBytes - sizeof(int)), value);
        return word;
    }
}
