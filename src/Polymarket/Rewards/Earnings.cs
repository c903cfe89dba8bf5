using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Rewards;

/// <summary>What an account earned on a day, in one market or in all.</summary>
/// <param name="ConditionId">Empty for the total.</param>
/// <param name="Amount">Units of the asset.</param>
public sealed record Earning(string Day, string ConditionId, CollateralAsset Asset, string AssetAddress, string Wallet, decimal Amount, decimal? AssetRate)
    : ILooseReadable<Earning>
{
    public static Earning? Read(LooseElement json)
    {
        var address = json["asset_address"].Text;
        return json["earnings"].Number is { } amount
            ? new(json["date"].Text, json["condition_id"].Text, CollateralAssets.Of(address), address, json["maker_address"].Text, amount, json["asset_rate"].Number)
            : null;
    }
}

/// <summary>An account's share of each market's rewards, in percent by condition.</summary>
public sealed record RewardShares(IReadOnlyDictionary<string, decimal> Percent) : ILooseReadable<RewardShares>
{
    public static RewardShares? Read(LooseElement json) => json.IsObject
        ? new(json.Fields.Where(field => field.Value.Number is not null).ToDictionary(field => field.Key, field => field.Value.Number!.Value))
        : null;
}

/// <summary>Rebates accrued by a maker. The venue does not document the fields: what is known is read, the rest kept as written.</summary>
public sealed record RebateAccrual(string Day, string ConditionId, CollateralAsset Asset, string Wallet, decimal? Amount, string AsWritten) : ILooseReadable<RebateAccrual>
{
    public static RebateAccrual? Read(LooseElement json) => json.IsObject
        ? new(
            json["date"].Text,
            json["condition_id"].Text,
            CollateralAssets.Of(json["asset_address"].Text),
            json["maker_address"].Text,
            json["rebated_fees_usdc", "rebate", "amount", "earnings"].Number,
            json.Raw)
        : null;
}
