using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class ClobAuthMessageTests
{
    [Fact]
    [VectorGroup("l1")]
    public void Digest_and_signature_equal_the_official_ones()
    {
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        foreach (var vector in SigningVectors.Root.GetProperty("l1").EnumerateArray())
        {
            var digest = ClobAuthMessage.Digest(vector.Number("chainId"), key.Address, vector.Number("timestamp"), vector.Number("nonce"));
            var bytes = new byte[32];
            digest.WriteTo(bytes);
            var signature = new byte[65];
            key.Sign(bytes, signature);

            Assert.Equal(vector.Text("digest"), digest.ToString());
            Assert.Equal(vector.Text("signature"), "0x" + Convert.ToHexStringLower(signature));
        }
    }
}
