using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>Calls a deposit wallet makes together, allowed by its owner's signature over typed data.</summary>
/// <param name="DeadlineSeconds">Unix seconds; the wallet refuses it afterwards, so it then can never happen any more.</param>
public sealed record DepositWalletBatch(EthereumAddress Wallet, long ChainId, long Nonce, long DeadlineSeconds, IReadOnlyList<ChainCall> Calls)
{
    private const string DomainType = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    private const string CallType = "Call(address target,uint256 value,bytes data)";
    private const string BatchType = "Batch(address wallet,uint256 nonce,uint256 deadline,Call[] calls)" + CallType;

    public Hash256 Digest()
    {
        var domain = StructHash.Of(DomainType, new AbiEncoder().Word(StructHash.Text("DepositWallet")).Word(StructHash.Text("1")).Number(ChainId).Address(Wallet));
        var calls = new AbiEncoder();
        foreach (var call in Calls)
        {
            calls.Word(StructHash.Of(CallType, new AbiEncoder().Address(call.Target!.Value).Number(0).Word(StructHash.Digest(call.Data.Span))));
        }

        var batch = StructHash.Of(BatchType, new AbiEncoder().Address(Wallet).Number(Nonce).Number(DeadlineSeconds).Word(StructHash.Digest(calls.ToArray())));
        return StructHash.Signed(domain, batch);
    }

    /// <summary>65 bytes: r, s, v.</summary>
    public byte[] Sign(PrivateKey key)
    {
        var signature = new byte[Secp256k1.SignatureBytes];
        key.Sign(StructHash.Bytes(Digest()), signature);
        return signature;
    }
}
