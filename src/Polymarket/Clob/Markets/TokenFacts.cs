using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Markets;

/// <summary>What the single-fact endpoints say of a token; only what was asked for is there.</summary>
/// <param name="BaseFeeBasisPoints">Legacy: 1000 on crypto markets whatever they charge. Never used for a fee.</param>
public sealed record TokenFacts(TickSize? Tick, bool? NegativeRisk, long? BaseFeeBasisPoints) : ILooseReadable<TokenFacts>
{
    public static TokenFacts? Read(LooseElement json) => json.IsObject
        ? new(json["minimum_tick_size"].Tick, json["neg_risk"].MaybeFlag, json["base_fee", "fee_rate_bps"].Integer)
        : null;
}

/// <summary>The market of a token. The primary token is the numerically smaller id, not the first outcome.</summary>
public sealed record MarketOfToken(string ConditionId, string PrimaryTokenId, string SecondaryTokenId) : ILooseReadable<MarketOfToken>
{
    public static MarketOfToken? Read(LooseElement json) => json["condition_id"].Text is { Length: > 0 } condition
        ? new(condition, json["primary_token_id"].Text, json["secondary_token_id"].Text)
        : null;
}
