using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob.Accounts;

/// <summary>A key of the account by its public id; what makes it secret is never kept here.</summary>
public sealed record AccountKey(string Key, Timestamp? Created, Timestamp? Revoked) : ILooseReadable<AccountKey>
{
    public static AccountKey? Read(LooseElement json)
    {
        var key = json.IsObject ? json["key", "apiKey", "api_key", "id"].Text : json.Text;
        return key.Length == 0 ? null : new(key, json["createdAt", "created_at"].Moment, json["revokedAt", "revoked_at"].Moment);
    }
}

/// <summary>Several keys: a bare array, or under one of the venue's names.</summary>
public sealed record AccountKeys(IReadOnlyList<AccountKey> Keys) : ILooseReadable<AccountKeys>
{
    public static AccountKeys? Read(LooseElement json)
    {
        var rows = json.IsArray ? json : json["apiKeys", "api_keys", "readonlyApiKeys", "readonly_api_keys", "builderApiKeys", "keys", "data"];
        return rows.IsArray ? new([.. rows.Items.Select(AccountKey.Read).OfType<AccountKey>()]) : null;
    }
}
