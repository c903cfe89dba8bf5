using System.Numerics;
using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>One call of a wallet.</summary>
internal sealed record WalletCall(WalletAddress Target, byte[] Data);

/// <summary>Reads a call's arguments by the contract encoding. What lies beyond the end throws: the call would revert.</summary>
internal sealed class CallData(byte[] data)
{
    private const int Word = 32;
    private const int SelectorBytes = 4;

    /// <summary>The first four bytes name the function.</summary>
    public bool Calls(string signature) =>
        data.Length >= SelectorBytes && data.AsSpan(0, SelectorBytes).SequenceEqual(Keccak256.Hash(Encoding.ASCII.GetBytes(signature)).AsSpan(0, SelectorBytes));

    public BigInteger Number(int argument) => NumberAt(SelectorBytes + (argument * Word));

    /// <exception cref="FormatException">More than 63 bits.</exception>
    public long Amount(int argument) => Number(argument) is var number && number <= long.MaxValue ? (long)number : throw new FormatException("an amount beyond any balance");

    public Hash256 Hash(int argument) => Hash256.FromBytes(Slice(SelectorBytes + (argument * Word), Word));

    public WalletAddress Address(int argument) => AddressAt(SelectorBytes + (argument * Word));

    /// <summary>The numbers of a dynamic array.</summary>
    public List<BigInteger> Numbers(int argument)
    {
        var start = SelectorBytes + Offset(SelectorBytes + (argument * Word));
        return [.. Enumerable.Range(1, Offset(start)).Select(index => NumberAt(start + (index * Word)))];
    }

    public byte[] Bytes(int argument) => BytesAt(SelectorBytes + Offset(SelectorBytes + (argument * Word)));

    /// <summary>The calls a proxy is asked to make: an array of (type, target, value, data).</summary>
    public List<WalletCall> ProxyCalls()
    {
        var array = SelectorBytes + Offset(SelectorBytes);
        var calls = new List<WalletCall>();
        for (var index = 0; index < Offset(array); index++)
        {
            var tuple = array + Word + Offset(array + Word + (index * Word));
            calls.Add(new WalletCall(AddressAt(tuple + Word), BytesAt(tuple + Offset(tuple + (3 * Word)))));
        }

        return calls;
    }

    /// <summary>The calls packed for the multi-send contract: operation, target, value, length, data, without padding.</summary>
    public static List<WalletCall> Packed(byte[] packed)
    {
        var calls = new List<WalletCall>();
        for (var position = 0; position < packed.Length;)
        {
            var head = packed.AsSpan(position, 1 + 20 + (2 * Word));
            var length = Small(new BigInteger(head[53..], isUnsigned: true, isBigEndian: true));
            calls.Add(new WalletCall(WalletAddress.FromBytes(head[1..]), packed.AsSpan(position + head.Length, length).ToArray()));
            position += head.Length + length;
        }

        return calls;
    }

    private byte[] BytesAt(int position) => Slice(position + Word, Offset(position)).ToArray();

    private WalletAddress AddressAt(int position) => WalletAddress.FromBytes(Slice(position, Word)[12..]);

    private BigInteger NumberAt(int position) => new(Slice(position, Word), isUnsigned: true, isBigEndian: true);

    // Offsets and lengths: never beyond the data itself.
    private int Offset(int position) => NumberAt(position) is var number && number <= data.Length ? (int)number : throw new FormatException("an offset beyond the data");

    private ReadOnlySpan<byte> Slice(int position, int length) =>
        position >= 0 && length >= 0 && position <= data.Length - length ? data.AsSpan(position, length) : throw new FormatException("the data ends early");

    private static int Small(BigInteger number) => number <= int.MaxValue ? (int)number : throw new FormatException("a length beyond the data");
}
