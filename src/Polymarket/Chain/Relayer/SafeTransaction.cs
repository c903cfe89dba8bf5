using System.Buffers.Binary;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>A Safe's transaction: one call, or several packed into one delegated call of the multi-send contract. The relayer pays its gas.</summary>
public sealed record SafeTransaction(EthereumAddress Safe, long ChainId, long Nonce, EthereumAddress To, ReadOnlyMemory<byte> Data, bool IsDelegated)
{
    private const string DomainType = "EIP712Domain(uint256 chainId,address verifyingContract)";
    private const string Type =
        "SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)";

    // A Safe tells a signature over a message for a person from one over typed data by a v that is higher by this.
    private const byte MessageMark = 4;

    private static readonly AbiFunction MultiSend = new("multiSend(bytes)");

    public static SafeTransaction For(EthereumAddress safe, long chainId, long nonce, IReadOnlyList<ChainCall> calls, EthereumAddress multiSend) =>
        calls.Count == 1
            ? new SafeTransaction(safe, chainId, nonce, calls[0].Target!.Value, calls[0].Data, false)
            : new SafeTransaction(safe, chainId, nonce, multiSend, MultiSend.Call(new AbiEncoder().Bytes(Packed(calls))), true);

    public Hash256 Digest()
    {
        var domain = StructHash.Of(DomainType, new AbiEncoder().Number(ChainId).Address(Safe));
        var transaction = StructHash.Of(Type, new AbiEncoder()
            .Address(To)
            .Number(0)
            .Word(StructHash.Digest(Data.Span))
            .Number(IsDelegated ? 1 : 0)
            .Number(0)
            .Number(0)
            .Number(0)
            .Address(default)
            .Address(default)
            .Number(Nonce));
        return StructHash.Signed(domain, transaction);
    }

    /// <summary>65 bytes: r, s, and v of 31 or 32.</summary>
    public byte[] Sign(PrivateKey key)
    {
        var signature = PersonalMessage.Sign(key, StructHash.Bytes(Digest()));
        signature[^1] += MessageMark;
        return signature;
    }

    // Each call: operation, target, value, length, data, without padding.
    private static byte[] Packed(IReadOnlyList<ChainCall> calls)
    {
        var packed = new List<byte>();
        foreach (var call in calls)
        {
            var head = new byte[1 + EthereumAddress.Bytes + (2 * AbiEncoder.WordBytes)];
            call.Target!.Value.WriteTo(head.AsSpan(1));
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(head.Length - sizeof(int)), call.Data.Length);
            packed.AddRange(head);
            packed.AddRange(call.Data.Span);
        }

        return [.. packed];
    }
}
