using System.Text;
using System.Text.Json;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Relayer;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.OfficialVectors;

/// <summary>What contracts are called by: types, domains, selectors, topics, calldata.</summary>
public sealed class ContractVectorTests
{
    private static readonly JsonElement Typed = Vectors.Root.GetProperty("eip712");

    [Fact]
    [VectorGroup("eip712")]
    public void Types_and_the_domains_of_every_exchange_and_chain_have_their_official_hashes()
    {
        Assert.Equal(OrderHash.OrderType, Typed.Text("orderType"));
        Assert.Equal(Typed.GetProperty("orderTypeLengthBytes").GetInt32(), OrderHash.OrderType.Length);
        Assert.Equal(OrderHash.DomainType, Typed.Text("domainType"));
        Assert.All(["orderType", "typedDataSignType", "domainType"], name => Assert.Equal(Typed.Text(name + "Hash"), Keccak(Typed.Text(name)!)));
        foreach (var separator in Typed.GetProperty("domainSeparators").EnumerateObject())
        {
            var (contract, version, chain) = Exchange(separator.Name);
            Assert.Equal(separator.Value.GetString(), Hex(OrderHash.DomainSeparator(contract, version, chain)));
        }

        var contracts = Typed.GetProperty("contracts137");
        Assert.Equal(
            [OrderHash.StandardExchange, OrderHash.NegativeRiskExchange, OrderHash.PositionExchange],
            new[] { "exchangeV2", "negRiskExchangeV2", "exchangeV3" }.Select(name => contracts.Text(name)));
        Assert.Equal(
            [ChainAddresses.NegativeRiskAdapter.ToString(), ChainAddresses.Collateral.ToString(), ChainAddresses.ConditionalTokens.ToString()],
            new[] { "negRiskAdapter", "collateral", "conditionalTokens" }.Select(name => contracts.Text(name)));
    }

    [Fact]
    [VectorGroup("selectors")]
    public void Every_function_is_known_by_its_official_selector() => Assert.All(
        Vectors.Root.GetProperty("selectors").EnumerateObject(),
        selector => Assert.True(new CallData(Convert.FromHexString(selector.Value.GetString()!.AsSpan(2))).Calls(selector.Name), selector.Name));

    [Fact]
    [VectorGroup("events")]
    public void Every_event_is_told_under_its_official_topic() =>
        Assert.All(Vectors.Root.GetProperty("events").EnumerateObject(), topic => Assert.Equal(topic.Value.GetString(), Keccak(topic.Name)));

    [Fact]
    [VectorGroup("calldata")]
    public void Official_calls_are_read_as_what_they_are()
    {
        var vectors = Vectors.Root.GetProperty("calldata");
        Assert.Equal(ChainAddresses.CollateralAdapter.ToString(), vectors.Text("to"));
        foreach (var (name, function, amount) in ((string, string, bool)[])[("splitPosition_10pUSD", "splitPosition", true), ("mergePositions_10", "mergePositions", true), ("redeemPositions", "redeemPositions", false)])
        {
            var data = new CallData(Convert.FromHexString(vectors.Text(name)!.AsSpan(2)));
            Assert.True(data.Calls($"{function}(address,bytes32,bytes32,uint256[]{(amount ? ",uint256" : "")})"));
            Assert.Equal(ChainAddresses.Collateral, data.Address(0));
            Assert.Equal(default, data.Hash(1));
            Assert.Equal(Vectors.Root.GetProperty("ctf").Text("conditionId"), data.Hash(2).ToString());
            Assert.Equal([1, 2], data.Numbers(3));
            Assert.Equal(amount ? 10_000_000 : 0, amount ? data.Amount(4) : 0);
        }
    }

    private static (string Contract, string Version, long Chain) Exchange(string name)
    {
        var parts = name.Split('-');
        var (suffix, contracts) = (parts[0] == "v2" ? "V2" : "", Typed.GetProperty("contracts137"));
        var contract = parts[0] == "v3" ? "exchangeV3" : parts[1] == "negrisk" ? "negRiskExchange" + suffix : "exchange" + suffix;
        return (contracts.Text(contract)!, parts[0][1..], long.Parse(parts[^1]));
    }

    private static string Keccak(string text) => Hex(Keccak256.Hash(Encoding.ASCII.GetBytes(text)));

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
