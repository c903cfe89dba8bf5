using System.Text;
using System.Text.Json.Nodes;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Tests.Recordings;

namespace PolyCloud.Polymarket.Tests.Gamma;

public sealed class GammaMarketReaderTests
{
    private const long Start = 1773307200;

    private static GammaMarket? Read(byte[] body, out GammaRefusal? refusal)
    {
        GammaMarketReader.TryRead(body, GammaMarkets.Series, out var market, out refusal);
        return market;
    }

    private static GammaMarket Read(JsonObject json)
    {
        var market = Read(GammaMarkets.Answer(json), out var refusal);
        Assert.Null(refusal);
        return market!;
    }

    [Fact]
    public void Every_field_that_trading_needs_is_read()
    {
        var market = Read(GammaMarkets.Market(Start));
        Assert.True(market.IsTradable);
        Assert.Null(market.Winner);
        Assert.Null(market.PriceToBeat);
        Assert.Equal(
            new MarketSpec
            {
                Slug = "btc-updown-5m-1773307200",
                ConditionId = "0x78443f961b9a65869dcb39359de9960165c7e5cbad0904eac7f29cd77872a63b",
                UpTokenId = "104239898038807136052399800151408521467737075933964991162589336683346093173875",
                DownTokenId = "71183960810705820955071415844881728181970340514894896943812046065452395013351",
                Asset = "btc",
                Interval = WindowInterval.FiveMinutes,
                Opens = Timestamp.FromSeconds(Start),
                Closes = Timestamp.FromSeconds(Start + 300),
                TickSize = TickSize.Cent,
                MinimumOrderSize = Size.Shares(5),
                Fees = FeeSchedule.Crypto,
                Settlement = SettlementRule.TimeWeightedAverage60Seconds,
            },
            market.Spec);
    }

    [Fact]
    public void The_rewards_program_is_read_in_cents_and_left_empty_where_it_is_missing_or_strange()
    {
        var json = GammaMarkets.Market(Start);
        Assert.True(Read(json).Spec.Rewards.IsEmpty);
        json = GammaMarkets.Market(Start);
        json["rewardsMinSize"] = 50;
        json["rewardsMaxSpread"] = 4.5;
        Assert.Equal(new RewardProgram(new Price(450), Size.Shares(50)), Read(json).Spec.Rewards);
        json = GammaMarkets.Market(Start);
        json["rewardsMinSize"] = 50;
        json["rewardsMaxSpread"] = 4.555;
        Assert.True(Read(json).Spec.Rewards.IsEmpty);
    }

    [Theory]
    [InlineData("version", null, "version")]
    [InlineData("version", "v3", "version")]
    [InlineData("version", "v2", "positionIds")]
    [InlineData("clobTokenIds", "[\"1\"]", "clobTokenIds")]
    [InlineData("clobTokenIds", "no json", "clobTokenIds")]
    [InlineData("clobTokenIds", "", "clobTokenIds")]
    [InlineData("outcomes", "[\"Down\",\"Up\"]", "outcomes")]
    [InlineData("conditionId", "0x12", "conditionId")]
    [InlineData("orderPriceMinTickSize", "0.03", "orderPriceMinTickSize")]
    [InlineData("feeSchedule", null, "feeSchedule")]
    [InlineData("endDate", "2026-03-12T10:25:00Z", "endDate")]
    [InlineData("eventStartTime", "2026-03-12T09:21:00Z", "eventStartTime")]
    [InlineData("slug", "eth-updown-5m-1773307200", "slug")]
    public void A_market_that_cannot_be_traded_safely_is_refused_by_field(string field, string? value, string refusedField)
    {
        var json = GammaMarkets.Market(Start);
        json[field] = value;
        Assert.Null(Read(GammaMarkets.Answer(json), out var refusal));
        Assert.Equal(refusedField, refusal!.Field);
    }

    [Fact]
    public void A_market_of_version_2_is_read_with_its_position_ids()
    {
        const string Up = "663574927012476832975694178961957910328055987427402067619466963999000625152";
        const string Down = "663574927012476832975694178961957910328055987427402067619466963999000625153";
        var json = GammaMarkets.Market(Start);
        json["version"] = "v2";
        json["positionIds"] = $"[\"{Up}\",\"{Down}\"]";
        var spec = Read(json).Spec;
        Assert.Equal((MarketVersion.PositionIds, Up, Down), (spec.Version, spec.UpTokenId, spec.DownTokenId));

        // Ids of the other version contradict it: the exchange would be a guess.
        json = GammaMarkets.Market(Start);
        json["version"] = "v2";
        json["positionIds"] = json["clobTokenIds"]!.DeepClone();
        Assert.Null(Read(GammaMarkets.Answer(json), out var refusal));
        Assert.Equal("positionIds", refusal!.Field);
    }

    [Theory]
    [InlineData(true, 60, SettlementRule.TimeWeightedAverage60Seconds)]
    [InlineData(true, 30, SettlementRule.Unknown)]
    [InlineData(false, 60, SettlementRule.Unknown)]
    public void The_settlement_rule_is_what_the_market_says(bool enabled, int lookback, SettlementRule rule)
    {
        var json = GammaMarkets.Market(Start);
        json["cryptoMarketConfig"] = new JsonObject { ["twapEnabled"] = enabled, ["twapLookbackSeconds"] = lookback };
        Assert.Equal(rule, Read(json).Spec.Settlement);
    }

    [Theory]
    [InlineData("https://data.chain.link/streams/btc-usd-twap-60s-streams", SettlementRule.TimeWeightedAverage60Seconds)]
    [InlineData("https://data.chain.link/streams/btc-usd-twap-30s-streams", SettlementRule.Unknown)]
    [InlineData("https://data.chain.link/streams/btc-usd", SettlementRule.Spot)]
    [InlineData("https://www.binance.com/en/trade/BTC_USDT", SettlementRule.ExchangeCandle)]
    [InlineData("", SettlementRule.Unknown)]
    public void Without_a_configuration_the_resolution_source_decides(string source, SettlementRule rule)
    {
        var json = GammaMarkets.Market(Start);
        json["cryptoMarketConfig"] = null;
        json["resolutionSource"] = source;
        Assert.Equal(rule, Read(json).Spec.Settlement);
    }

    [Theory]
    [InlineData("1", Outcome.Up)]
    [InlineData("0", Outcome.Down)]
    public void A_closed_market_with_prices_of_one_and_zero_has_a_winner(string up, Outcome winner)
    {
        var market = Read(GammaMarkets.Resolved(Start, up));
        Assert.Equal(winner, market.Winner);
        Assert.False(market.IsTradable);
    }

    [Theory]
    [InlineData(true, "[\"0.5\", \"0.5\"]")]
    [InlineData(true, "[\"0.99\", \"0.01\"]")]
    [InlineData(false, "[\"1\", \"0\"]")]
    public void Any_other_prices_or_an_open_market_have_none(bool closed, string prices)
    {
        var json = GammaMarkets.Market(Start);
        json["closed"] = closed;
        json["outcomePrices"] = prices;
        Assert.Null(Read(json).Winner);
    }

    [Fact]
    public void The_price_to_beat_is_read_exactly()
    {
        var json = GammaMarkets.Market(Start);
        json["events"] = JsonNode.Parse("[{\"eventMetadata\":{\"priceToBeat\":63123.544863797618}}]");
        Assert.Equal("63123.544863797618", Read(json).PriceToBeat.ToString());
    }

    [Fact]
    public void Numbers_may_come_as_text()
    {
        var json = GammaMarkets.Market(Start);
        json["orderPriceMinTickSize"] = "0.001";
        json["orderMinSize"] = "15";
        json["active"] = "true";
        var market = Read(json);
        Assert.Equal((TickSize.TenthOfCent, Size.Shares(15), true), (market.Spec.TickSize, market.Spec.MinimumOrderSize, market.Active));
    }

    [Fact]
    public void An_empty_answer_is_neither_market_nor_refusal()
    {
        Assert.Null(Read("[]"u8.ToArray(), out var refusal));
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[7]")]
    [InlineData("[{\"slug\":7}]")]
    [InlineData("[{\"slug\":\"\\ud800\"}]")]
    [InlineData("[{\"slug\":")]
    [InlineData("<html>")]
    [InlineData("")]
    public void Bad_answers_are_refused_not_thrown(string body)
    {
        Assert.Null(Read(Encoding.UTF8.GetBytes(body), out var refusal));
        Assert.NotNull(refusal);
    }

    [RecordedDataFact(SharedData.GammaMarkets)]
    public void Every_recorded_window_is_read_with_its_winner_once_it_says_its_version()
    {
        var read = 0;
        foreach (var line in SharedData.Lines(SharedData.GammaMarkets))
        {
            var recorded = JsonNode.Parse(line)!;
            var raw = recorded["raw"]!.DeepClone().AsObject();
            Assert.Null(Read(GammaMarkets.Answer(raw.DeepClone()), out var refusal));
            Assert.Equal("version", refusal!.Field);
            raw["version"] = "v1";
            var market = Read(raw);
            Assert.Equal(recorded["token_ids"]![0]!.GetValue<string>(), market.Spec.UpTokenId);
            Assert.Equal(SettlementRule.Spot, market.Spec.Settlement);
            if (recorded["resolved"]!.GetValue<bool>())
            {
                Assert.Equal(recorded["outcome_prices"]![0]!.GetValue<string>() == "1" ? Outcome.Up : Outcome.Down, market.Winner);
            }

            read++;
        }

        Assert.True(read > 200, $"only {read}");
    }
}
