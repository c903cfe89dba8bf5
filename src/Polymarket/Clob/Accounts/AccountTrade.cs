using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Accounts;

/// <summary>One maker's part of an <see cref="AccountTrade"/>; its token may be the opposite outcome, where sets were minted or merged.</summary>
/// <param name="Owner">The API key, or empty where it is another's and not told.</param>
public sealed record AccountMaker(string OrderId, string Owner, string Wallet, string TokenId, Side? Side, Price Price, Size Matched, string Outcome, string BuilderCode)
    : ILooseReadable<AccountMaker>
{
    public static AccountMaker? Read(LooseElement json) => json["price"].Price is { } price && json["matched_amount"].Size is { } matched
        ? new(
            json["order_id"].Text, json["owner"].Text, json["maker_address"].Text, json["asset_id"].Text, json["side"].Side, price, matched,
            json["outcome"].Text, json["builder_code"].Text)
        : null;
}

/// <summary>
/// One trade of the account as the venue tells it, for people and tools: every word kept. The fields above the makers describe the
/// taker's order, whoever it is; own fills of a maker are in <see cref="Makers"/>.
/// </summary>
/// <param name="Status">As written, without the prefix of the REST form: MATCHED, MINED, CONFIRMED, RETRYING, FAILED, or a word nobody knows yet.</param>
/// <param name="TransactionHash">Empty until it was sent to the chain; may change while it is retried.</param>
/// <param name="TraderSide">TAKER or MAKER, as written.</param>
public sealed record AccountTrade(
    string Id,
    string TakerOrderId,
    string ConditionId,
    string TokenId,
    Side Side,
    Price Price,
    Size Size,
    string Status,
    Timestamp? MatchedAt,
    Timestamp? UpdatedAt,
    string Outcome,
    string Owner,
    string TransactionHash,
    string Error,
    string TraderSide,
    IReadOnlyList<AccountMaker> Makers) : ILooseReadable<AccountTrade>
{
    private const string Prefix = "TRADE_STATUS_";

    /// <summary>Settled on chain, the only end that counts as success.</summary>
    public bool IsConfirmed => Is("CONFIRMED");

    public bool IsFailed => Is("FAILED");

    public static AccountTrade? Read(LooseElement json)
    {
        if (json["id"].Text is not { Length: > 0 } id || json["side"].Side is not { } side || json["price"].Price is not { } price || json["size"].Size is not { } size)
        {
            return null;
        }

        var status = json["status"].Text;
        return new AccountTrade(
            id,
            json["taker_order_id"].Text,
            json["market"].Text,
            json["asset_id"].Text,
            side,
            price,
            size,
            status.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? status[Prefix.Length..] : status,
            json["match_time", "matchtime"].Moment,
            json["last_update"].Moment,
            json["outcome"].Text,
            json["owner"].Text,
            json["transaction_hash"].Text,
            json["err_msg"].Text,
            json["trader_side"].Text,
            [.. json["maker_orders"].Items.Select(AccountMaker.Read).OfType<AccountMaker>()]);
    }

    private bool Is(string status) => Status.Equals(status, StringComparison.OrdinalIgnoreCase);
}
