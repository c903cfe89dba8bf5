using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Accounts;

/// <summary>One order of this credential as the venue tells it, for people and tools: every word kept.</summary>
/// <param name="StatusText">As written; <see cref="Status"/> is what this client makes of it.</param>
/// <param name="Expires">Null where it rests until cancelled.</param>
public sealed record AccountOrder(
    string Id,
    string StatusText,
    OpenOrderStatus Status,
    string Owner,
    string Wallet,
    string ConditionId,
    string TokenId,
    Side? Side,
    Price? Price,
    Size? OriginalSize,
    Size? Matched,
    string Outcome,
    string Type,
    Timestamp? Expires,
    Timestamp? Created,
    IReadOnlyList<string> TradeIds) : ILooseReadable<AccountOrder>
{
    public static AccountOrder? Read(LooseElement json)
    {
        json = json["order"].IsObject ? json["order"] : json;
        return json["id"].Text is not { Length: > 0 } id ? null : new AccountOrder(
            id,
            json["status"].Text,
            OpenOrder.StatusOf(json["status"].Text),
            json["owner"].Text,
            json["maker_address"].Text,
            json["market"].Text,
            json["asset_id"].Text,
            json["side"].Side,
            json["price"].Price,
            json["original_size"].Size,
            json["size_matched"].Size,
            json["outcome"].Text,
            json["order_type", "type"].Text,
            json["expiration"].Moment,
            json["created_at"].Moment,
            json["associate_trades"].Texts);
    }
}
