using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Inventory;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Chain.Inventory;

public sealed class InventoryPlanTests
{
    private static readonly ContractAddresses Contracts = new();
    private static readonly Hash256 Position = Hash("0x010123456789abcdef0123456789abcdef000200000000000000000000000000");

    [Theory]
    [InlineData(InventoryAction.Split, "splitPosition_10pUSD")]
    [InlineData(InventoryAction.Merge, "mergePositions_10")]
    [InlineData(InventoryAction.Redeem, "redeemPositions")]
    [VectorGroup("calldata")]
    public void The_adapter_is_called_with_the_official_bytes(InventoryAction action, string vector)
    {
        var calldata = SigningVectors.Root.GetProperty("calldata");
        var call = Assert.Single(InventoryPlan.For(Sets(action, InventoryRoute.CollateralAdapter, 10), Contracts).Calls);

        Assert.Equal(calldata.Text(vector), "0x" + Convert.ToHexStringLower(call.Data.Span));
        Assert.Equal(calldata.Text("to"), call.Target.ToString());
    }

    [Theory]
    [InlineData("v1", false, InventoryRoute.CollateralAdapter, "0xAdA100Db00Ca00073811820692005400218FcE1f")]
    [InlineData("v1", true, InventoryRoute.NegativeRiskCollateralAdapter, "0xadA2005600Dec949baf300f4C6120000bDB6eAab")]
    [InlineData("v2", false, InventoryRoute.PositionRouter, "0x12121212006e4CD160D18e3f00711DA5c3372600")]
    [InlineData("v2", true, InventoryRoute.PositionRouter, "0x12121212006e4CD160D18e3f00711DA5c3372600")]
    public void A_market_has_one_contract(string version, bool negativeRisk, InventoryRoute route, string target)
    {
        Assert.Equal(route, InventoryOperation.RouteOf(version, negativeRisk));
        var operation = Sets(InventoryAction.Merge, route, 3) with { Condition = Position };
        Assert.Equal(target, InventoryPlan.For(operation, Contracts).Calls[0].Target.ToString());
    }

    [Fact]
    public void A_market_of_an_unknown_version_has_none() => Assert.Null(InventoryOperation.RouteOf("v3", false));

    [Fact]
    public void The_router_redeems_one_outcome_by_its_index_and_amount()
    {
        var operation = new InventoryOperation(1, InventoryAction.Redeem, InventoryRoute.PositionRouter, Position, Size.Zero, Size.Shares(7));
        Assert.Equal(
            "d217a3cc" + "010123456789abcdef0123456789abcdef000200000000000000000000000000" + Word(1) + Word(7_000_000),
            Convert.ToHexStringLower(InventoryPlan.For(operation, Contracts).Calls[0].Data.Span));
        Assert.Throws<ArgumentException>(() => InventoryPlan.For(operation with { Up = Size.Shares(1) }, Contracts));
    }

    [Fact]
    public void The_older_adapter_redeems_two_amounts()
    {
        var operation = new InventoryOperation(1, InventoryAction.Redeem, InventoryRoute.NegativeRiskAdapter, Position, Size.Shares(2), Size.Shares(7));
        Assert.Equal(
            "dbeccb23" + "010123456789abcdef0123456789abcdef000200000000000000000000000000" + Word(64) + Word(2) + Word(2_000_000) + Word(7_000_000),
            Convert.ToHexStringLower(InventoryPlan.For(operation, Contracts).Calls[0].Data.Span));
    }

    [Fact]
    public void What_is_no_set_is_refused()
    {
        var merge = Sets(InventoryAction.Merge, InventoryRoute.CollateralAdapter, 10);
        Assert.Throws<ArgumentException>(() => InventoryPlan.For(merge with { Down = Size.Shares(9) }, Contracts));
        Assert.Throws<ArgumentException>(() => InventoryPlan.For(merge with { Up = Size.Zero, Down = Size.Zero }, Contracts));
    }

    [Fact]
    public void A_condition_of_32_bytes_cannot_go_to_the_router() => Assert.Throws<ArgumentException>(
        () => InventoryPlan.For(Sets(InventoryAction.Merge, InventoryRoute.PositionRouter, 1), Contracts));

    private static InventoryOperation Sets(InventoryAction action, InventoryRoute route, long shares) =>
        new(1, action, route, Hash(SigningVectors.Root.GetProperty("ctf").Text("conditionId")), Size.Shares(shares), Size.Shares(shares));

    private static string Word(long number) => number.ToString("x64");

    private static Hash256 Hash(string text) => Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var hash) ? hash : throw new FormatException(text);
}
