using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Markets;

/// <summary>One recent trade of a market, as its live activity or a builder's list shows it.</summary>
/// <param name="Id">Empty where it has none.</param>
/// <param name="Status">The venue's word, whatever it is.</param>
/// <param name="Wallet">The taker's wallet where it is told.</param>
public sealed record MarketTrade(
    string Id, string ConditionId, string TokenId, Side? Side, Price Price, Size Size, Timestamp? At, string Status, string Wallet, string TransactionHash, decimal? Fee)
    : ILooseReadable<MarketTrade>
{
    public static MarketTrade? Read(LooseElement json) => json["price"].Price is { } price && json["size"].Size is { } size
        ? new(
            json["id", "trade_id"].Text,
            json["market", "condition_id"].Text,
            json["asset_id", "token_id", "asset"].Text,
            json["side"].Side,
            price,
            size,
            json["match_time", "matchTime", "timestamp"].Moment,
            json["status"].Text,
            json["maker_address", "maker", "proxy_wallet"].Text,
            json["transaction_hash", "transactionHash"].Text,
            json["fee", "fee_usdc", "feeUsdc"].Number)
        : null;
}

/// <summary>What a builder's code adds to the fees of its orders.</summary>
/// <param name="MakerRate">A fraction of the notional; null where none is told.</param>
public sealed record BuilderFees(decimal? MakerRate, decimal? TakerRate) : ILooseReadable<BuilderFees>
{
    public static BuilderFees? Read(LooseElement json) => json.IsObject
        ? new(json["builder_maker_fee", "maker_fee", "maker"].Number, json["builder_taker_fee", "taker_fee", "taker"].Number)
        : null;
}
