using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Data;

/// <summary>One place of the leaderboard.</summary>
/// <param name="Volume">Shares.</param>
public sealed record LeaderboardPlace(long Rank, string UserId, string Name, Money? Profit, Size? Volume) : ILooseReadable<LeaderboardPlace>
{
    public static LeaderboardPlace? Read(LooseElement json) =>
        json["rank"].Integer is { } rank ? new(rank, json["user_id", "proxyWallet"].Text, json["user_name", "userName"].Text, json["pnl"].Money, json["volume", "vol"].Size) : null;
}

/// <summary>What a wallet's positions are worth.</summary>
public sealed record WalletValue(string Wallet, Money Value) : ILooseReadable<WalletValue>
{
    /// <summary>The first version wraps it in an array of one.</summary>
    public static WalletValue? Read(LooseElement json)
    {
        json = json.IsArray && json.Items.Count > 0 ? json.Items[0] : json;
        return json["value"].Money is { } value ? new(json["user", "proxy_wallet"].Text, value) : null;
    }
}

/// <summary>A holder of an outcome token.</summary>
public sealed record TokenHolder(string Wallet, string TokenId, Size Size, long? OutcomeIndex) : ILooseReadable<TokenHolder>
{
    public static TokenHolder? Read(LooseElement json) => json["amount", "size", "current_size"].Size is { } size
        ? new(json["proxy_wallet", "proxyWallet"].Text, json["token_id", "asset"].Text, size, json["outcome_index", "outcomeIndex"].Integer)
        : null;
}

/// <summary>Dollars locked in a market.</summary>
public sealed record MarketOpenInterest(string ConditionId, Money Value) : ILooseReadable<MarketOpenInterest>
{
    public static MarketOpenInterest? Read(LooseElement json) =>
        json["value", "open_interest", "oi"].Money is { } value ? new(json["condition_id", "market"].Text, value) : null;
}

/// <summary>Figures of an account whose fields the venue extends at will, as numbers by name; what is no number is left out.</summary>
public sealed record NamedFigures(IReadOnlyDictionary<string, decimal> Values) : ILooseReadable<NamedFigures>
{
    public static NamedFigures? Read(LooseElement json) => json.IsObject
        ? new(json.Fields.Where(field => field.Value.Number is not null).ToDictionary(field => field.Key, field => field.Value.Number!.Value))
        : null;
}

/// <summary>Something a wallet lets a contract do with its tokens.</summary>
public sealed record WalletApproval(string Token, string Spender, bool IsApproved, string AsWritten) : ILooseReadable<WalletApproval>
{
    public static WalletApproval? Read(LooseElement json) => json["spender", "operator"].Text is { Length: > 0 } spender
        ? new(json["token", "contract", "token_address"].Text, spender, json["approved", "is_approved"].MaybeFlag ?? json["allowance", "amount"].Number is > 0, json.Raw)
        : null;
}
