using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Markets;

/// <summary>One outcome token of a listed market.</summary>
/// <param name="Winner">Whether it won; null where that is not told.</param>
public sealed record ListedToken(string TokenId, string Outcome, Price? Price, bool? Winner) : ILooseReadable<ListedToken>
{
    public static ListedToken? Read(LooseElement json) =>
        json["token_id"].Text is { Length: > 0 } token ? new(token, json["outcome"].Text, json["price"].Price, json["winner"].MaybeFlag) : null;
}

/// <summary>One market of the order book's own lists, full or simplified. Its tick can be stale.</summary>
/// <param name="Tick">Null in the simplified lists.</param>
/// <param name="RewardDailyRate">Dollars a day over all reward programmes; null where none is told.</param>
public sealed record ListedMarket(
    string ConditionId,
    string Question,
    string Slug,
    bool Active,
    bool Closed,
    bool AcceptingOrders,
    TickSize? Tick,
    Size? MinimumOrderSize,
    bool NegativeRisk,
    Timestamp? Ends,
    decimal? RewardDailyRate,
    IReadOnlyList<ListedToken> Tokens) : ILooseReadable<ListedMarket>
{
    public static ListedMarket? Read(LooseElement json)
    {
        if (json["condition_id"].Text is not { Length: > 0 } condition)
        {
            return null;
        }

        var rates = json["rewards"]["rates"].Items;
        return new ListedMarket(
            condition,
            json["question"].Text,
            json["market_slug", "slug"].Text,
            json["active"].Flag,
            json["closed"].Flag,
            json["accepting_orders"].Flag,
            json["minimum_tick_size"].Tick,
            json["minimum_order_size"].Size,
            json["neg_risk"].Flag,
            json["end_date_iso"].Moment,
            rates.Count > 0 ? rates.Sum(rate => rate["rewards_daily_rate"].Number ?? 0) : null,
            [.. json["tokens"].Items.Select(ListedToken.Read).OfType<ListedToken>()]);
    }
}
