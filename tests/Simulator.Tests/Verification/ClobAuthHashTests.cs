using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.Verification;

public sealed class ClobAuthHashTests
{
    [Fact]
    [VectorGroup("l1WalletBoundThirdParty")]
    public void A_proof_bound_to_a_deposit_wallet_verifies_for_that_wallet_and_no_other()
    {
        var vector = Vectors.Root.GetProperty("l1WalletBoundThirdParty");
        Assert.True(WalletAddress.TryParse(vector.Text("depositWallet"), out var wallet));
        var signature = Convert.FromHexString(vector.Text("signature")![2..]);
        var timestamp = vector.GetProperty("timestamp").GetInt64().ToString();
        Assert.True(ClobAuthHash.Verify(wallet, timestamp, 0, signature));
        Assert.False(ClobAuthHash.Verify(wallet, timestamp, 1, signature));
        Assert.False(ClobAuthHash.Verify(TestWallet.First.Address, timestamp, 0, signature));
        Assert.False(ClobAuthHash.Verify(wallet, timestamp, 0, signature.AsSpan(0, 65)));
    }

    [Fact]
    public void A_wallet_makes_its_key_with_a_bound_proof()
    {
        var vector = Vectors.Root.GetProperty("l1WalletBoundThirdParty");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["POLY_ADDRESS"] = vector.Text("depositWallet")!,
            ["POLY_SIGNATURE"] = vector.Text("signature")!,
            ["POLY_TIMESTAMP"] = vector.GetProperty("timestamp").GetInt64().ToString(),
            ["POLY_NONCE"] = "0",
        };
        Assert.Equal(200, new TestVenue().Call("POST", "/auth/api-key", headers: headers).Status);
        headers["POLY_ADDRESS"] = TestWallet.Second.Address.ToString();
        Assert.Equal(401, new TestVenue().Call("POST", "/auth/api-key", headers: headers).Status);
    }
}
