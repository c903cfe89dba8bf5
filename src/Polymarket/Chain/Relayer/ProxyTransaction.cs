using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>A proxy wallet's calls, sent by a relay through the relay hub.</summary>
/// <param name="From">The key's own account.</param>
/// <param name="To">The factory that owns the proxies.</param>
/// <param name="Relay">Who sends it; told with the nonce.</param>
public sealed record ProxyTransaction(EthereumAddress From, EthereumAddress To, ReadOnlyMemory<byte> Data, long GasLimit, long Nonce, EthereumAddress RelayHub, EthereumAddress Relay)
{
    private const int PlainCall = 1;

    private static readonly AbiFunction Proxy = new("proxy((uint8,address,uint256,bytes)[])");

    public static byte[] Encode(IReadOnlyList<ChainCall> calls) => Proxy.Call(new AbiEncoder().Tuples(
        [.. calls.Select(static call => new AbiEncoder().Number(PlainCall).Address(call.Target!.Value).Number(0).Bytes(call.Data.Span))]));

    /// <summary>keccak("rlx:" ‖ from ‖ to ‖ data ‖ fee ‖ gas price ‖ gas limit ‖ nonce ‖ relay hub ‖ relay), addresses of 20 bytes, numbers of 32.</summary>
    public Hash256 Digest() => StructHash.Digest(
    [
        .. Encoding.ASCII.GetBytes("rlx:"), .. Packed(From), .. Packed(To), .. Data.Span,
        .. new AbiEncoder().Number(0).Number(0).Number(GasLimit).Number(Nonce).ToArray(),
        .. Packed(RelayHub), .. Packed(Relay),
    ]);

    /// <summary>65 bytes: r, s, v.</summary>
    public byte[] Sign(PrivateKey key) => PersonalMessage.Sign(key, StructHash.Bytes(Digest()));

    private static byte[] Packed(EthereumAddress address)
    {
        var bytes = new byte[EthereumAddress.Bytes];
        address.WriteTo(bytes);
        return bytes;
    }
}
