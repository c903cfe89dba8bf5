using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Chain.Relayer;

public sealed class RelayedSignatureTests : IDisposable
{
    private static readonly ContractAddresses Contracts = new();
    private static readonly ChainCall Merge = new(
        Contracts.CollateralAdapter, Convert.FromHexString(SigningVectors.Root.GetProperty("calldata").Text("mergePositions_10")[2..]));

    private readonly PrivateKey _key = PrivateKey.FromHex(SigningVectors.PublicTestKey);

    public void Dispose() => _key.Dispose();

    [Fact]
    [VectorGroup("relayer.depositWalletBatch")]
    public void A_deposit_wallets_batch_is_signed_as_the_official_client_does()
    {
        var vector = SigningVectors.Root.GetProperty("relayer").GetProperty("depositWalletBatch");
        var message = vector.GetProperty("message");
        var batch = new DepositWalletBatch(EthereumAddress.Parse(message.Text("wallet")), 137, message.Number("nonce"), message.Number("deadline"), [Merge]);

        Assert.Equal(vector.Text("digest"), batch.Digest().ToString());
        Assert.Equal(vector.Text("signature"), Hex(batch.Sign(_key)));
    }

    [Fact]
    [VectorGroup("relayer.safeTx")]
    public void A_safes_transaction_is_signed_as_the_official_client_does()
    {
        var vector = SigningVectors.Root.GetProperty("relayer").GetProperty("safeTx");
        var transaction = SafeTransaction.For(
            EthereumAddress.Parse(vector.GetProperty("domain").Text("verifyingContract")), 137, 7, [Merge], Contracts.SafeMultiSend);

        Assert.Equal(vector.Text("safeTxHash"), transaction.Digest().ToString());
        Assert.Equal(vector.Text("packedSignature"), Hex(transaction.Sign(_key)));
    }

    [Fact]
    public void Several_calls_of_a_safe_are_packed_into_one_delegated_call()
    {
        var transaction = SafeTransaction.For(default, 137, 7, [Merge, Merge], Contracts.SafeMultiSend);

        Assert.True(transaction.IsDelegated);
        Assert.Equal(Contracts.SafeMultiSend, transaction.To);
        var data = Convert.ToHexStringLower(transaction.Data.Span);
        var call = "00" + "ada100db00ca00073811820692005400218fce1f" + new string('0', 64) + 260.ToString("x64") + Convert.ToHexStringLower(Merge.Data.Span);
        Assert.StartsWith("8d80ff0a" + 32.ToString("x64") + 690.ToString("x64") + call + call, data, StringComparison.Ordinal);
    }

    [Fact]
    [VectorGroup("relayer.proxy")]
    public void A_proxys_transaction_is_signed_as_the_official_client_does()
    {
        var vector = SigningVectors.Root.GetProperty("relayer").GetProperty("proxy");
        var data = ProxyTransaction.Encode([Merge]);
        Assert.Equal(vector.Text("data"), Hex(data));

        var transaction = new ProxyTransaction(
            _key.Address, Contracts.ProxyFactory, data, vector.Number("gasLimit"), vector.Number("nonce"), Contracts.RelayHub, EthereumAddress.Parse(vector.Text("relay")));
        Assert.Equal(vector.Text("hash"), transaction.Digest().ToString());
        Assert.Equal(vector.Text("signature"), Hex(transaction.Sign(_key)));
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
