using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Rewards;

/// <summary>One programme of a market.</summary>
/// <param name="Asset">What it pays in, by contract address: names are not dependable.</param>
/// <param name="DailyRate">Units of the asset a day.</param>
public sealed record RewardProgramme(CollateralAsset Asset, string AssetAddress, decimal DailyRate, Timestamp? Starts, Timestamp? Ends) : ILooseReadable<RewardProgramme>
{
    public static RewardProgramme? Read(LooseElement json)
    {
        var address = json["asset_address", "assetAddress"].Text;
        return json["rate_per_day", "rewards_daily_rate", "rewardsDailyRate"].Number is { } rate
            ? new(CollateralAssets.Of(address), address, rate, json["start_date", "startDate"].Moment, json["end_date", "endDate"].Moment)
            : null;
    }
}

/// <summary>Rules and programmes of one market's liquidity rewards.</summary>
/// <param name="MinimumSize">Smaller orders score nothing.</param>
/// <param name="MaximumSpreadCents">Orders this far from the midpoint or further score nothing.</param>
/// <param name="Earnings">This account's, where it was asked for.</param>
public sealed record RewardMarket(
    string ConditionId,
    string Slug,
    Size? MinimumSize,
    decimal? MaximumSpreadCents,
    decimal? Competitiveness,
    decimal? Earnings,
    IReadOnlyList<RewardProgramme> Programmes) : ILooseReadable<RewardMarket>
{
    /// <summary>Many markets have rules and no programme: they pay nothing.</summary>
    public bool Pays => Programmes.Any(programme => programme.DailyRate > 0);

    public static RewardMarket? Read(LooseElement json) => json["condition_id", "conditionId"].Text is { Length: > 0 } condition
        ? new RewardMarket(
            condition,
            json["market_slug", "slug"].Text,
            json["rewards_min_size", "rewardsMinSize"].Size,
            json["rewards_max_spread", "rewardsMaxSpread"].Number,
            json["market_competitiveness"].Number,
            EarningsOf(json["earnings"]),
            [.. json["rewards_config", "clobRewards", "rewards"].Items.Select(RewardProgramme.Read).OfType<RewardProgramme>()])
        : null;

    private static decimal? EarningsOf(LooseElement json) => json.IsArray ? json.Items.Sum(item => item["earnings"].Number ?? 0) : json.Number;
}
