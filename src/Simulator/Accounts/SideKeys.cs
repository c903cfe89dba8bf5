using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Accounts;

/// <summary>Keys beside the trading key, per wallet: read-only ones and builder ones. They are handed out, listed and taken back; the venue documents no call that takes a read-only key.</summary>
internal sealed class SideKeys
{
    // The venue names no limit; nobody needs more.
    private const int KeysMaximum = 20;

    private readonly Dictionary<AccountKind, List<SideKey>> _keys = [];
    private long _made;

    private readonly record struct AccountKind(int Account, bool IsBuilder);

    /// <summary>A new key; null where the wallet has too many.</summary>
    public SideKey? Create(Timestamp now, ApiCredential owner, bool isBuilder)
    {
        var keys = Of(owner, isBuilder);
        if (keys.Count >= KeysMaximum)
        {
            return null;
        }

        var seed = $"{owner.AddressText}:{isBuilder}:{++_made}";
        var key = new SideKey(
            new Guid(Derived("key", seed).AsSpan(0, 16)).ToString("D"),
            Convert.ToBase64String(Derived("secret", seed)).Replace('+', '-').Replace('/', '_'),
            Convert.ToHexStringLower(Derived("passphrase", seed)),
            now);
        keys.Add(key);
        return key;
    }

    public List<SideKey> Of(ApiCredential owner, bool isBuilder)
    {
        var kind = new AccountKind(owner.Account.Slot, isBuilder);
        if (!_keys.TryGetValue(kind, out var keys))
        {
            _keys[kind] = keys = [];
        }

        return keys;
    }

    private static byte[] Derived(string purpose, string seed) => SHA256.HashData(Encoding.UTF8.GetBytes($"polycloud simulator side {purpose} {seed}"));
}

/// <param name="Key">A UUID.</param>
internal sealed record SideKey(string Key, string Secret, string Passphrase, Timestamp Created);
