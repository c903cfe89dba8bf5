using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Wallets;

public sealed class WalletProofTests
{
    [Fact]
    public void The_headers_of_an_own_account_equal_the_official_ones()
    {
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        foreach (var vector in SigningVectors.Root.GetProperty("l1").EnumerateArray())
        {
            var headers = VenueHeaders.Wallet(
                new TradingWallet(key), vector.Number("chainId"), Timestamp.FromSeconds(vector.Number("timestamp")), vector.Number("nonce"));
            Assert.Equal(
                vector.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!)),
                headers);
        }
    }

    [Fact]
    [VectorGroup("l1WalletBoundThirdParty")]
    public void A_proof_of_a_deposit_wallet_equals_the_fixture_of_another_client()
    {
        var vector = SigningVectors.Root.GetProperty("l1WalletBoundThirdParty");
        var input = vector.GetProperty("theirInput");
        using var key = PrivateKey.FromHex(input.Text("key"));
        var proof = "0x" + Convert.ToHexStringLower(WalletProof.Sign(
            key, isDepositWallet: true, EthereumAddress.Parse(input.Text("depositWallet")), 137, input.Number("timestamp"), input.Number("nonce")));
        Assert.StartsWith(vector.Text("theirExpectedPrefix"), proof, StringComparison.Ordinal);
        Assert.Equal(vector.Text("recomputed"), proof);
    }

    [Fact]
    public void Bound_headers_carry_the_wallet_and_its_wrapped_proof()
    {
        var vector = SigningVectors.Root.GetProperty("l1WalletBoundThirdParty");
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        var wallet = new TradingWallet(key, SignatureType.DepositWallet, EthereumAddress.Parse(vector.Text("depositWallet")), walletBound: true);
        var headers = VenueHeaders.Wallet(wallet, 137, Timestamp.FromSeconds(vector.Number("timestamp")), vector.Number("nonce")).ToDictionary();
        Assert.Equal(vector.Text("depositWallet"), headers["POLY_ADDRESS"]);
        Assert.Equal(vector.Text("signature"), headers["POLY_SIGNATURE"]);

        var digest = new byte[32];
        NestedTypedData.ClobAuth.Digest(
            ClobAuthMessage.Domain(137), ClobAuthMessage.Struct(wallet.Funder, vector.Number("timestamp"), 0), 137, wallet.Funder, digest);
        Assert.Equal(vector.Text("digest"), "0x" + Convert.ToHexStringLower(digest));
    }
}
