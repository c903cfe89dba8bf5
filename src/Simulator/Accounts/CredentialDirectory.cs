using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Accounts;

/// <summary>Wallets and their API keys. Keys are deterministic per wallet and nonce, as at the venue.</summary>
internal sealed class CredentialDirectory
{
    private readonly ExchangeVenue _exchange;
    private readonly Money _startingCollateral;
    private readonly Dictionary<WalletAddress, AccountId> _accounts = [];
    private readonly Dictionary<(WalletAddress Address, BigInteger Nonce), ApiCredential> _byNonce = [];
    private readonly Dictionary<string, ApiCredential> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, ApiCredential> _bySlot = [];

    public CredentialDirectory(ExchangeVenue exchange, Money startingCollateral)
    {
        _exchange = exchange;
        _startingCollateral = startingCollateral;
    }

    /// <summary>The key for a wallet and nonce; null where none was made or it was deleted.</summary>
    public ApiCredential? Derive(WalletAddress address, BigInteger nonce) =>
        _byNonce.TryGetValue((address, nonce), out var credential) && !credential.IsDeleted ? credential : null;

    /// <summary>Makes the key for a wallet and nonce, and the wallet's account with its collateral where it is new; null where there was one.</summary>
    public ApiCredential? Create(WalletAddress address, BigInteger nonce)
    {
        if (_byNonce.ContainsKey((address, nonce)))
        {
            return null;
        }

        if (!_accounts.TryGetValue(address, out var account))
        {
            account = _exchange.OpenAccount(_startingCollateral);
            _accounts[address] = account;
        }

        var id = _exchange.OpenCredential(account);
        var seed = $"{address}:{nonce}";
        var credential = new ApiCredential(
            id, account, address, nonce,
            new Guid(Derived("key", seed).AsSpan(0, 16)).ToString("D"),
            Convert.ToBase64String(Derived("secret", seed)).Replace('+', '-').Replace('/', '_'),
            Convert.ToHexStringLower(Derived("passphrase", seed)));
        _byNonce[(address, nonce)] = credential;
        _byKey[credential.Key] = credential;
        _bySlot[id.Slot] = credential;
        return credential;
    }

    /// <summary>The key where the venue still takes it.</summary>
    public ApiCredential? FindKey(string key) =>
        _byKey.TryGetValue(key, out var credential) && !credential.IsRevoked ? credential : null;

    public ApiCredential? Find(CredentialId id) => _bySlot.GetValueOrDefault(id.Slot);

    /// <summary>Every wallet that ever had a key, through its oldest one.</summary>
    public IEnumerable<ApiCredential> Wallets => _bySlot.Values.OrderBy(credential => credential.Id.Slot).DistinctBy(credential => credential.Account);

    /// <summary>The keys of a wallet that were not deleted, oldest first.</summary>
    public IEnumerable<ApiCredential> Of(WalletAddress address) =>
        _bySlot.Values.Where(credential => credential.Address == address && !credential.IsDeleted).OrderBy(credential => credential.Id.Slot);

    /// <summary>From now on the key can do nothing; at the exchange neither.</summary>
    public void Revoke(ApiCredential credential)
    {
        credential.IsRevoked = true;
        _exchange.RevokeCredential(credential.Id);
    }

    /// <summary>
    /// Who an order belongs to, in the venue's words. Every order of the order flow and of a recording has a made-up trader of
    /// its own, the same whenever the order is told; its address is lower-case.
    /// </summary>
    public (string Owner, string Address) NameOf(CredentialId id, Hash256 order)
    {
        if (_bySlot.TryGetValue(id.Slot, out var credential))
        {
            return (credential.Key, credential.AddressText);
        }

        var bytes = Derived("trader", order.ToString());
        return (new Guid(bytes.AsSpan(0, 16)).ToString("D"), "0x" + Convert.ToHexStringLower(bytes.AsSpan(12)));
    }

    private static byte[] Derived(string purpose, string seed) => SHA256.HashData(Encoding.UTF8.GetBytes($"polycloud simulator {purpose} {seed}"));
}
