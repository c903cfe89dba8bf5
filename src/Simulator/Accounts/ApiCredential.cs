using System.Numerics;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Accounts;

/// <summary>An API key of a wallet, as it was handed out.</summary>
/// <param name="Key">The key: a UUID, the owner of orders in the venue's words.</param>
/// <param name="Secret">URL-safe base-64 of 32 bytes.</param>
public sealed record ApiCredential(
    CredentialId Id, AccountId Account, WalletAddress Address, BigInteger Nonce, string Key, string Secret, string Passphrase)
{
    /// <summary>The address with its checksum.</summary>
    public string AddressText { get; } = Address.ToString();

    /// <summary>A deleted key is never handed out again: its wallet and nonce stay used.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>The venue no longer takes it. Later than the deletion by the setting.</summary>
    public bool IsRevoked { get; internal set; }
}
