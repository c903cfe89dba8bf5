using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class ExchangeDomainTests
{
    private static readonly System.Text.Json.JsonElement Vectors = SigningVectors.Root.GetProperty("eip712");

    [Fact]
    public void Separators_and_addresses_equal_the_official_ones()
    {
        var separators = Vectors.GetProperty("domainSeparators");
        var contracts = Vectors.GetProperty("contracts137");
        var polygon = new ExchangeDomain(ExchangeDomain.PolygonChainId);
        Assert.Equal(separators.Text("v2-standard-137"), polygon[ExchangeContract.Standard].ToString());
        Assert.Equal(separators.Text("v2-negrisk-137"), polygon[ExchangeContract.NegativeRisk].ToString());
        Assert.Equal(separators.Text("v3-137"), polygon[ExchangeContract.PositionExchange].ToString());
        Assert.Equal(separators.Text("v2-standard-80002"), new ExchangeDomain(ExchangeDomain.AmoyChainId)[ExchangeContract.Standard].ToString());
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
}
