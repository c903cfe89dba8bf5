using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Data;

/// <summary>What an activity is; the text is kept beside it, because new kinds come without notice.</summary>
public enum ActivityKind : byte
{
    Other,
    Trade,
    Split,
    Merge,
    Redeem,
    Reward,
    Conversion,
    Migration,
    MakerRebate,
    TakerRebate,
    ReferralReward,
    Yield,
    Deposit,
    Withdrawal,
    Tip,
}

/// <summary>One thing a wallet did or received.</summary>
/// <param name="KindText">As written.</param>
/// <param name="Side">Null for what is no trade.</param>
/// <param name="Price">Null for what is no trade.</param>
/// <param name="OutcomeIndex">Null where unknown (the venue writes 999).</param>
public sealed record DataActivity(
    string Wallet, ActivityKind Kind, string KindText, Timestamp At, string ConditionId, string TokenId, Side? Side, Price? Price, Size? Size, Money? Dollars,
    string TransactionHash, string Slug, string Outcome, long? OutcomeIndex) : ILooseReadable<DataActivity>
{
    private const long UnknownOutcome = 999;

    public static DataActivity? Read(LooseElement json)
    {
        var kind = json["type"].Text;
        if (kind.Length == 0 || json["timestamp"].Moment is not { } at)
        {
            return null;
        }

        var side = json["side"].Side;
        return new DataActivity(
            json["proxy_wallet", "proxyWallet"].Text,
            KindOf(kind),
            kind,
            at,
            json["condition_id", "conditionId"].Text,
            json["token_id", "asset"].Text,
            side,
            side is null ? null : json["price"].Price,
            json["size"].Size,
            json["usdc_size", "usdcSize"].Money,
            json["transaction_hash", "transactionHash"].Text,
            json["slug"].Text,
            json["outcome"].Text,
            json["outcome_index", "outcomeIndex"].Integer is { } index and not UnknownOutcome ? index : null);
    }

    private static ActivityKind KindOf(string text) =>
        Enum.TryParse<ActivityKind>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var kind) && !char.IsAsciiDigit(text[0]) ? kind : ActivityKind.Other;
}
