using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Accounts;

/// <summary>Whether the account may only reduce positions. An answer that does not say so is none.</summary>
public sealed record ClosedOnlyAnswer(bool IsClosedOnly) : ILooseReadable<ClosedOnlyAnswer>
{
    public static ClosedOnlyAnswer? Read(LooseElement json) =>
        json["closed_only", "closedOnly"].Text.ToUpperInvariant() switch
        {
            "TRUE" => new(true),
            "FALSE" => new(false),
            _ => null,
        };
}

/// <summary>Whether an order earns rewards now.</summary>
public sealed record OrderScoring(bool IsScoring) : ILooseReadable<OrderScoring>
{
    public static OrderScoring? Read(LooseElement json) => json["scoring"].MaybeFlag is { } scoring ? new(scoring) : null;
}

/// <summary>Which of several orders earn rewards now.</summary>
public sealed record OrdersScoring(IReadOnlyDictionary<string, bool> Orders) : ILooseReadable<OrdersScoring>
{
    public static OrdersScoring? Read(LooseElement json) => json.IsObject ? new(json.Fields.ToDictionary(field => field.Key, field => field.Value.Flag)) : null;
}

/// <summary>The signer's tier as the venue names it: a bare text, or an object around it.</summary>
public sealed record RateLimitTierAnswer(string Tier) : ILooseReadable<RateLimitTierAnswer>
{
    public static RateLimitTierAnswer? Read(LooseElement json)
    {
        var tier = json.IsObject ? json["tier", "name", "tier_name", "rate_limit_tier"].Text : json.Text;
        return tier.Length > 0 ? new(tier) : null;
    }
}

/// <summary>Something the venue noted for the account.</summary>
/// <param name="Kind">The venue's number or word of its type.</param>
/// <param name="Payload">JSON, as written.</param>
public sealed record AccountNotification(string Id, string Kind, string Owner, Timestamp? At, string Payload) : ILooseReadable<AccountNotification>
{
    public static AccountNotification? Read(LooseElement json) =>
        json["id"].Text is { Length: > 0 } id ? new(id, json["type"].Text, json["owner"].Text, json["timestamp"].Moment, json["payload"].Raw) : null;
}
