using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class OrderSignerTests
{
    /// <summary>Every vector but those of deposit wallets, whose signatures are wrapped differently.</summary>
    public static TheoryData<string> OrderNames { get; } =
        [.. SigningVectors.Root.GetProperty("orders").EnumerateArray().Select(order => order.Text("name")).Where(name => !name.StartsWith("POLY_1271", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(OrderNames))]
    public void Hash_and_signature_equal_the_official_ones(string name)
    {
        var vector = SigningVectors.Root.GetProperty("orders").EnumerateArray().Single(order => order.Text("name") == name);
        var order = vector.GetProperty("order");
        var contract = vector.Text("domainVersion") == "3" ? ExchangeContract.PositionExchange
            : vector.Text("verifyingContract") == "0xE111180000d2663C0091e4f400237545B87B996B" ? ExchangeContract.Standard
            : ExchangeContract.NegativeRisk;
        AssertSigned(vector, order, contract, (SignatureType)order.Number("signatureType"), EthereumAddress.Parse(order.Text("maker")));
    }

    [Fact]
    public void The_fixture_of_an_independent_rust_client_is_met()
    {
        foreach (var vector in SigningVectors.Root.GetProperty("crossCheckRust").EnumerateArray())
        {
            var contract = vector.Text("verifyingContract") == "0xE111180000d2663C0091e4f400237545B87B996B" ? ExchangeContract.Standard : ExchangeContract.NegativeRisk;
            AssertSigned(vector, vector.GetProperty("order"), contract, SignatureType.ExternallyOwnedAccount, EthereumAddress.Parse(SigningVectors.TestAddress));
        }
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
    public void An_own_account_cannot_pay_from_another_address()
    {
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        Assert.Throws<SigningException>(() => new OrderSigner(key, SignatureType.ExternallyOwnedAccount, default));
    }

    private static void AssertSigned(JsonElement vector, JsonElement order, ExchangeContract contract, SignatureType type, EthereumAddress maker)
    {
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        var fields = Fields(order);
        var signature = new byte[65];
        var hash = new OrderSigner(key, type, maker).Sign(contract, ref fields, signature);
        var structHash = new byte[32];
        OrderHash.ComputeStruct(fields, structHash);

        Assert.Equal(vector.Text("domainSeparator"), new ExchangeDomain(137)[contract].ToString());
        Assert.Equal(vector.Text("structHash"), "0x" + Convert.ToHexStringLower(structHash));
        Assert.Equal(vector.Text("orderHash"), hash.ToString());
        Assert.Equal(order.Text("signature"), "0x" + Convert.ToHexStringLower(signature));
    }

    internal static SignedOrderFields Fields(JsonElement order)
    {
        Assert.True(UInt256.TryParse(order.Text("tokenId"), out var token));
        Assert.True(Hash256.TryParse(Encoding.ASCII.GetBytes(order.Text("metadata")), out var metadata));
        Assert.True(Hash256.TryParse(Encoding.ASCII.GetBytes(order.Text("builder")), out var builder));
        return new SignedOrderFields
        {
            Salt = order.Number("salt"),
            Token = token,
            MakerAmount = order.Number("makerAmount"),
            TakerAmount = order.Number("takerAmount"),
            Side = order.Text("side") == "BUY" ? Side.Buy : Side.Sell,
            TimestampMilliseconds = order.Number("timestamp"),
            Metadata = metadata,
            Builder = builder,
        };
    }
}
