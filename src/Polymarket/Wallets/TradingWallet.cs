using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Wallets;

/// <summary>Who trades: the key that signs, the wallet that pays, and under which address the venue knows the API credential.</summary>
public sealed class TradingWallet
{
    /// <summary>The key's own account pays.</summary>
    public TradingWallet(PrivateKey key)
        : this(key, SignatureType.ExternallyOwnedAccount, key.Address)
    {
    }

    /// <param name="funder">The wallet that pays; it must be the one of this type that belongs to the key.</param>
    /// <param name="walletBound">
    /// The API credential belongs to the deposit wallet and not to the key's account: for wallets whose orders the venue refuses
    /// with "the order signer address has to be the address of the API KEY". Default off.
    /// </param>
    /// <exception cref="SigningException">The pair is none that the venue accepts; the field says which half is wrong.</exception>
    public TradingWallet(PrivateKey key, SignatureType type, EthereumAddress funder, bool walletBound = false)
    {
        if (!Enum.IsDefined(type))
        {
            throw new SigningException($"signatureType is {(int)type}; allowed are 0 (own account), 1 (proxy), 2 (Safe) and 3 (deposit wallet).") { Field = "signatureType" };
        }

        if (!WalletDerivation.Matches(type, key.Address, funder))
        {
            throw new SigningException($"funder {funder} is not the wallet of signature type {(int)type} that belongs to {key.Address}; {Expected(type, key.Address)}.") { Field = "funder" };
        }

        if (walletBound && type != SignatureType.DepositWallet)
        {
            throw new SigningException("walletBound credentials exist for deposit wallets (signature type 3) only.") { Field = "walletBound" };
        }

        Key = key;
        Type = type;
        Funder = funder;
        IsWalletBound = walletBound;
    }

    public PrivateKey Key { get; }

    public SignatureType Type { get; }

    /// <summary>The wallet that pays: an order's maker.</summary>
    public EthereumAddress Funder { get; }

    /// <summary>Whether the API credential belongs to the deposit wallet.</summary>
    public bool IsWalletBound { get; }

    /// <summary>An order's signer: the key's account, or the deposit wallet, which checks signatures by itself.</summary>
    public EthereumAddress Signer => Type == SignatureType.DepositWallet ? Funder : Key.Address;

    /// <summary>The address of the API credential, in the headers of both levels.</summary>
    public EthereumAddress CredentialAddress => IsWalletBound ? Funder : Key.Address;

    private static string Expected(SignatureType type, EthereumAddress owner) => type switch
    {
        SignatureType.ExternallyOwnedAccount => $"expected {owner} itself",
        SignatureType.Proxy => $"expected {WalletDerivation.Proxy(owner)}",
        SignatureType.GnosisSafe => $"expected {WalletDerivation.Safe(owner)}",
        _ => $"expected {WalletDerivation.Deposit(owner)}, or {WalletDerivation.LegacyDeposit(owner)} where it was made early",
    };
}
