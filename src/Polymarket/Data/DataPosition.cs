using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Data;

/// <summary>One position of a wallet. Reads the second version's names and the retired first version's.</summary>
/// <param name="AveragePrice">Finer than any order price.</param>
/// <param name="Status">As written; empty in the first version.</param>
public sealed record DataPosition(
    string Wallet,
    string TokenId,
    string ConditionId,
    Size Size,
    decimal? AveragePrice,
    Price? CurrentPrice,
    Money? Cost,
    Money? CurrentValue,
    Money? RealisedProfit,
    Money? UnrealisedProfit,
    string Status,
    bool IsRedeemable,
    bool IsMergeable,
    bool IsNegativeRisk,
    string Slug,
    string Outcome,
    string OppositeTokenId,
    Timestamp? Ends) : ILooseReadable<DataPosition>
{
    public static DataPosition? Read(LooseElement json) =>
        json["token_id", "asset"].Text is { Length: > 0 } token && json["current_size", "size"].Size is { } size
            ? new(
                json["proxy_wallet", "proxyWallet"].Text,
                token,
                json["condition_id", "conditionId"].Text,
                size,
                json["avg_price", "avgPrice"].Number,
                json["current_price", "curPrice"].Price,
                json["total_cost_usdc", "initialValue"].Money,
                json["current_value", "currentValue"].Money,
                json["realized_pnl", "realizedPnl"].Money,
                json["unrealized_pnl", "cashPnl"].Money,
                json["status"].Text,
                json["redeemable"].Flag,
                json["mergeable"].Flag,
                json["negative_risk", "negativeRisk"].Flag,
                json["slug"].Text,
                json["outcome"].Text,
                json["opposite_token_id", "oppositeAsset"].Text,
                json["end_date", "endDate"].Moment)
            : null;
}
