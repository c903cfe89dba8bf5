using System.Numerics;
using System.Text;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.Verification;

public sealed class VerificationTests
{
    [Fact]
    public void The_digest_of_nothing_is_the_known_one() =>
        Assert.Equal("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", Convert.ToHexStringLower(Keccak256.Hash([])));

    [Theory]
    [InlineData(135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446")]
    [InlineData(136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e")]
    [InlineData(137, "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39")]
    public void Messages_around_one_block_are_padded_rightly(int length, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Keccak256.Hash(Encoding.ASCII.GetBytes(new string('a', length)))));

    [Fact]
    [VectorGroup("l1")]
    public void The_official_wallet_authentication_is_recovered()
    {
        foreach (var vector in Vectors.Section("l1"))
        {
            Assert.True(WalletAddress.TryParse(Vectors.Address, out var address));
            var (chain, timestamp, nonce) = (vector.GetProperty("chainId").GetInt64(), vector.GetProperty("timestamp").GetInt64().ToString(), vector.GetProperty("nonce").GetInt64());
            var (domain, message) = (ClobAuthHash.Domain(chain), ClobAuthHash.Struct(address, timestamp, nonce));
            var (digest, signature) = (TypedData.Digest(domain, message), Convert.FromHexString(vector.Text("signature")![2..]));
            Assert.Equal(vector.Text("domainSeparator"), Hex(domain));
            Assert.Equal(vector.Text("structHash"), Hex(message));
            Assert.Equal(vector.Text("digest"), Hex(digest));
            Assert.True(Secp256k1.TryRecover(digest, signature, out var signer));
            Assert.Equal(address, signer);

            // The venue's own chain is Polygon: a proof made for another one is somebody else's signature.
            Assert.Equal(chain == 137, ClobAuthHash.Verify(address, timestamp, nonce, signature));
        }
    }

    [Fact]
    [VectorGroup("l2")]
    public void Official_request_signatures_verify_and_a_changed_body_does_not()
    {
        foreach (var vector in Vectors.Section("l2"))
        {
            var body = vector.GetProperty("body").GetString() ?? "";
            bool Verify(string sent) => RequestHmac.Verify(
                vector.Text("secret")!, vector.GetProperty("timestamp").GetInt64().ToString(), vector.Text("method")!,
                vector.Text("requestPath")!, Encoding.UTF8.GetBytes(sent), vector.Text("signature")!);
            Assert.True(Verify(body));
            Assert.False(Verify(body + " "));
        }
    }

    [Fact]
    [VectorGroup("isV2PositionId")]
    public void Position_ids_are_told_apart_as_the_official_client_does() =>
        Assert.All(Vectors.Section("isV2PositionId"), vector => Assert.Equal(vector.GetProperty("isV2").GetBoolean(), PositionIds.HasLayout(vector.Text("id")!)));

    [Fact]
    public void A_signature_of_another_digest_gives_another_signer()
    {
        var digest = Keccak256.Hash("one"u8);
        Assert.True(Secp256k1.TryRecover(Keccak256.Hash("two"u8), TestWallet.First.Sign(digest), out var signer));
        Assert.NotEqual(TestWallet.First.Address, signer);
    }

    [Fact]
    public void Bytes_that_are_no_signature_are_refused()
    {
        Assert.False(Secp256k1.TryRecover(new byte[32], new byte[65], out _));
        Assert.False(Secp256k1.TryRecover(new byte[32], new byte[64], out _));
    }

    [Fact]
    public void Addresses_are_written_with_their_checksum_and_read_in_any_case()
    {
        Assert.True(WalletAddress.TryParse(Vectors.Address.ToLowerInvariant(), out var address));
        Assert.Equal(Vectors.Address, address.ToString());
        Assert.False(WalletAddress.TryParse(Vectors.Address + "0", out _));
        Assert.False(WalletAddress.TryParse("0x" + new string('g', 40), out _));
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
