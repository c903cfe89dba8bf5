using System.Buffers;
using System.Numerics;
using System.Text;

namespace PolyCloud.Simulator.Verification;

/// <summary>The encoding of EIP-712 typed data: 32-byte words in order, hashed.</summary>
public sealed class TypedData
{
    private readonly ArrayBufferWriter<byte> _words = new(12 * 32);

    /// <summary>Begins a struct with the hash of its type text.</summary>
    public TypedData(string type) => Word(Keccak256.Hash(Encoding.ASCII.GetBytes(type)));

    /// <summary>32 bytes as they are.</summary>
    public TypedData Word(ReadOnlySpan<byte> word)
    {
        _words.Write(word);
        return this;
    }

    /// <summary>A dynamic string: its hash.</summary>
    public TypedData Text(string text) => Word(Keccak256.Hash(Encoding.UTF8.GetBytes(text)));

    /// <summary>An unsigned number below 2^256, big-endian.</summary>
    public TypedData Number(BigInteger number)
    {
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        var length = number.GetByteCount(isUnsigned: true);
        _ = number.TryWriteBytes(word[(32 - length)..], out _, isUnsigned: true, isBigEndian: true);
        return Word(word);
    }

    public TypedData Address(WalletAddress address)
    {
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        address.WriteTo(word[12..]);
        return Word(word);
    }

    public byte[] Hash() => Keccak256.Hash(_words.WrittenSpan);

    /// <summary>What is signed: 0x19 0x01, the domain's separator, the struct's hash.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> domainSeparator, ReadOnlySpan<byte> structHash)
    {
        Span<byte> message = stackalloc byte[66];
        message[0] = 0x19;
        message[1] = 0x01;
        domainSeparator.CopyTo(message[2..]);
        structHash.CopyTo(message[34..]);
        return Keccak256.Hash(message);
    }
}
