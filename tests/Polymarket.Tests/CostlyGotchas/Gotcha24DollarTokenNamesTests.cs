using System.Text;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Rewards;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 24: services call the venue's wrapper "USDC"; dollars are told apart by contract address, in any case.</summary>
public sealed class Gotcha24DollarTokenNamesTests
{
    [Theory]
    [InlineData("0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB", CollateralAsset.Pusd)]
    [InlineData("0xc011a7e12a19f7b1f670d46f03b03f3342e82dfb", CollateralAsset.Pusd)]
    [InlineData("0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174", CollateralAsset.BridgedUsdc)]
    [InlineData("0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359", CollateralAsset.NativeUsdc)]
    [InlineData("USDC", CollateralAsset.Unknown)]
    [InlineData("", CollateralAsset.Unknown)]
    public void A_dollar_token_is_known_by_its_contract_only(string address, CollateralAsset asset) => Assert.Equal(asset, CollateralAssets.Of(address));

    [Fact]
    public void A_reward_called_usdc_is_accounted_by_its_address()
    {
        var body = """{"condition_id":"0x1","rewards_config":[{"asset_address":"0xC011A7e12a19f7b1f670d46f03b03f3342e82dfb","symbol":"USDC","rate_per_day":25}]}""";
        var market = Answer.One<RewardMarket>(Encoding.UTF8.GetBytes(body))!;
        Assert.Equal(CollateralAsset.Pusd, Assert.Single(market.Programmes).Asset);
        Assert.True(market.Pays);
    }
}
