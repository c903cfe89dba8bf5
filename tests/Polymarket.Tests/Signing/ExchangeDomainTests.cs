using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class ExchangeDomainTests
{
    private static readonly System.Text.Json.JsonElement Vectors = SigningVectors.Root.GetProperty("eip712");

    [Fact]
    [VectorGroup("eip712")]
    public void Separators_and_addresses_equal_the_official_ones()
    {
        var separators = Vectors.GetProperty("domainSeparators");
        var contracts = Vectors.GetProperty("contracts137");
        var polygon = new ExchangeDomain(ExchangeDomain.PolygonChainId);
        Assert.Equal(separators.Text("v2-standard-137"), polygon[ExchangeContract.Standard].ToString());
        Assert.Equal(separators.Text("v2-negrisk-137"), polygon[ExchangeContract.NegativeRisk].ToString());
        Assert.Equal(separators.Text("v3-137"), polygon[ExchangeContract.PositionExchange].ToString());
        Assert.Equal(separators.Text("v2-standard-80002"), new ExchangeDomain(ExchangeDomain.AmoyChainId)[ExchangeContract.Standard].ToString());

        // The exchanges before April 2026 are gone: nothing can be signed for them, but their separators are made by the same rule.
        Assert.Equal(separators.Text("v1-standard-137"), Separator("1", contracts.Text("exchange")));
        Assert.Equal(separators.Text("v1-negrisk-137"), Separator("1", contracts.Text("negRiskExchange")));
        Assert.Equal(separators.Text("v3-137"), Separator("3", contracts.Text("exchangeV3")));
        Assert.Equal(contracts.Text("exchangeV2"), polygon.Address(ExchangeContract.Standard).ToString());
        Assert.Equal(contracts.Text("negRiskExchangeV2"), polygon.Address(ExchangeContract.NegativeRisk).ToString());
        Assert.Equal(contracts.Text("exchangeV3"), polygon.Address(ExchangeContract.PositionExchange).ToString());
    }

    [Fact]
    public void Type_texts_and_their_hashes_equal_the_official_ones()
    {
        Assert.Equal(OrderHash.Type, Vectors.Text("orderType"));
        Assert.Equal(Vectors.Number("orderTypeLengthBytes"), OrderHash.Type.Length);
        Assert.Equal(Vectors.Text("orderTypeHash"), OrderHash.TypeHash.ToString());
        Assert.Equal(Vectors.Text("typedDataSignTypeHash"), NestedTypedData.Order.TypeHash.ToString());
        Assert.Equal(Vectors.Text("typedDataSignTypeHash"), "0x" + Convert.ToHexStringLower(Keccak256.HashText(Vectors.Text("typedDataSignType"))));
        Assert.Equal(Vectors.Text("domainTypeHash"), "0x" + Convert.ToHexStringLower(Keccak256.HashText(Vectors.Text("domainType"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-137)]
    public void A_chain_without_a_known_exchange_is_refused_by_field(long chainId) =>
        Assert.Equal("chainId", Assert.Throws<SigningException>(() => new ExchangeDomain(chainId)).Field);

    private static string Separator(string version, string contract)
    {
        var words = new byte[5 * 32];
        Keccak256.HashText(Vectors.Text("domainType")).CopyTo(words, 0);
        Keccak256.HashText("Polymarket CTF Exchange").CopyTo(words, 32);
        Keccak256.HashText(version).CopyTo(words, 64);
        words[127] = 137;
        EthereumAddress.Parse(contract).WriteWord(words.AsSpan(128));
        Span<byte> digest = stackalloc byte[32];
        Keccak256.Hash(words, digest);
        return "0x" + Convert.ToHexStringLower(digest);
    }
}
