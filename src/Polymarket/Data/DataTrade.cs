using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Data;

/// <summary>One public trade. Reads the second version's names and the retired first version's.</summary>
public sealed record DataTrade(
    string Wallet, Side Side, string TokenId, string ConditionId, Size Size, Price Price, Timestamp At, string TransactionHash, string Slug, string Outcome, long? OutcomeIndex, string Trader)
    : ILooseReadable<DataTrade>
{
    public static DataTrade? Read(LooseElement json) =>
        json["side"].Side is { } side && json["token_id", "asset"].Text is { Length: > 0 } token
        && json["size"].Size is { } size && json["price"].Price is { } price && json["timestamp"].Moment is { } at
            ? new(
                json["proxy_wallet", "proxyWallet"].Text, side, token, json["condition_id", "conditionId"].Text, size, price, at,
                json["transaction_hash", "transactionHash"].Text, json["slug"].Text, json["outcome"].Text,
                json["outcome_index", "outcomeIndex"].Integer, json["name"].Text)
            : null;
}
