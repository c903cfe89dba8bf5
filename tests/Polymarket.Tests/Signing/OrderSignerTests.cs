using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class OrderSignerTests
{
    [Fact]
    public void There_are_28_official_orders_of_every_type_and_exchange()
    {
        Assert.Equal(28 + 2, OrderVector.All.Count());
        Assert.Equal(4, OrderVector.All.Select(vector => vector.Type).Distinct().Count());
        Assert.Equal(3, OrderVector.All.Select(vector => vector.Contract).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(OrderVector.Numbers), MemberType = typeof(OrderVector))]
    [VectorGroup("orders")]
    [VectorGroup("crossCheckRust")]
    public void Hash_and_signature_equal_the_official_ones(int number)
    {
        var vector = OrderVector.All.ElementAt(number);
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        var signer = vector.Signer(key);
        var fields = vector.Fields;
        var signature = new byte[signer.SignatureBytes];
        var hash = signer.Sign(vector.Contract, ref fields, signature);
        var domains = new ExchangeDomain(137);

        Assert.Equal(vector.Root.Text("verifyingContract"), domains.Address(vector.Contract).ToString());
        Assert.Equal(vector.Root.Text("domainSeparator"), domains[vector.Contract].ToString());
        Assert.Equal(vector.Root.Text("structHash"), OrderHash.ComputeStruct(fields).ToString());
        Assert.Equal(vector.Root.Text("orderHash"), hash.ToString());
        Assert.Equal(vector.Order.Text("maker"), fields.Maker.ToString());
        Assert.Equal(vector.Order.Text("signer"), fields.Signer.ToString());
        Assert.Equal(vector.Order.Text("signature"), "0x" + Convert.ToHexStringLower(signature));
    }

    [Theory]
    [MemberData(nameof(OrderVector.Numbers), MemberType = typeof(OrderVector))]
    public void A_deposit_wallet_signs_the_official_nested_digest_and_all_others_the_hash(int number)
    {
        var vector = OrderVector.All.ElementAt(number);
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        var fields = vector.Fields;
        var hash = vector.Signer(key).Sign(vector.Contract, ref fields, new byte[NestedTypedData.Order.SignatureBytes]);
        var digest = new byte[32];
        hash.WriteTo(digest);
        if (vector.Type == SignatureType.DepositWallet)
        {
            Assert.Equal(vector.Root.Number("wrappedSignatureBytes"), NestedTypedData.Order.SignatureBytes);
            NestedTypedData.Order.Digest(new ExchangeDomain(137)[vector.Contract], OrderHash.ComputeStruct(fields), 137, vector.Maker, digest);
        }

        Assert.Equal(vector.Root.Text("signedDigest"), "0x" + Convert.ToHexStringLower(digest));
    }

    [Fact]
    public void The_signer_is_recovered_from_the_signature_and_from_no_other()
    {
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        var order = new SignedOrderFields { Salt = 1, MakerAmount = 2, TakerAmount = 3 };
        var signature = new byte[65];
        var digest = new byte[32];
        new OrderSigner(key).Sign(ExchangeContract.Standard, ref order, signature).WriteTo(digest);

        Assert.True(Secp256k1.TryRecover(digest, signature, out var address));
        Assert.Equal(key.Address, address);

        digest[0] ^= 1;
        Assert.False(Secp256k1.TryRecover(digest, signature, out address) && address == key.Address);
        Assert.False(Secp256k1.TryRecover(digest, new byte[65], out _));
        Assert.False(Secp256k1.TryRecover(digest, signature.AsSpan(1), out _));
    }

    [Fact]
    public void A_signature_never_goes_into_a_buffer_that_is_too_small()
    {
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        var signer = OrderVector.All.First(vector => vector.Type == SignatureType.DepositWallet).Signer(key);
        var order = default(SignedOrderFields);
        Assert.Throws<ArgumentOutOfRangeException>(() => signer.Sign(ExchangeContract.Standard, ref order, new byte[65]));
    }

    [Theory]
    [InlineData(MarketVersion.ConditionalTokens, false, ExchangeContract.Standard)]
    [InlineData(MarketVersion.ConditionalTokens, true, ExchangeContract.NegativeRisk)]
    [InlineData(MarketVersion.PositionIds, false, ExchangeContract.PositionExchange)]
    [InlineData(MarketVersion.PositionIds, true, ExchangeContract.PositionExchange)]
    public void Version_and_risk_of_a_market_choose_the_exchange(MarketVersion version, bool negativeRisk, ExchangeContract expected)
    {
        Assert.True(ExchangeDomain.TryContract(version, negativeRisk, out var contract));
        Assert.Equal(expected, contract);
    }

    [Fact]
    public void A_market_without_a_known_version_has_no_exchange()
    {
        Assert.False(ExchangeDomain.TryContract(MarketVersion.Unknown, false, out _));
        Assert.False(ExchangeDomain.TryContract((MarketVersion)9, true, out _));
    }
}
