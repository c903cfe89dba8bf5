using System.Globalization;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Wallets;

/// <summary>
/// Who trades, said explicitly: nothing of it is guessed from the key. None of it is a secret.
/// </summary>
public static class WalletIdentity
{
    /// <summary>0 own account (default), 1 proxy, 2 Safe, 3 deposit wallet.</summary>
    public const string TypeVariable = "POLYCLOUD_SIGNATURE_TYPE";

    /// <summary>The wallet that pays; needed for every type but 0.</summary>
    public const string FunderVariable = "POLYCLOUD_FUNDER";

    /// <summary>true where the venue knows a deposit wallet's API key under the wallet's own address. Default false.</summary>
    public const string BoundVariable = "POLYCLOUD_WALLET_BOUND";

    /// <param name="key">Signs. Whoever gave it disposes it.</param>
    /// <param name="read">Reads one variable; null where it is not set.</param>
    /// <exception cref="SigningException">A variable is missing or wrong, or they do not fit together; the field names it.</exception>
    public static TradingWallet Read(PrivateKey key, Func<string, string?> read)
    {
        var type = TypeOf(read(TypeVariable));
        var funder = FunderOf(read(FunderVariable), type, key.Address);
        var bound = read(BoundVariable) switch
        {
            null or "" => false,
            var text when bool.TryParse(text, out var flag) => flag,
            _ => throw new SigningException($"{BoundVariable} must be true or false.") { Field = BoundVariable },
        };
        return new TradingWallet(key, type, funder, bound);
    }

    private static SignatureType TypeOf(string? text) => text switch
    {
        null or "" => SignatureType.ExternallyOwnedAccount,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= byte.MaxValue && Enum.IsDefined((SignatureType)number) => (SignatureType)number,
        _ => throw new SigningException($"{TypeVariable} must be 0 (own account), 1 (proxy), 2 (Safe) or 3 (deposit wallet).") { Field = TypeVariable },
    };

    private static EthereumAddress FunderOf(string? text, SignatureType type, EthereumAddress own)
    {
        if (string.IsNullOrEmpty(text))
        {
            return type == SignatureType.ExternallyOwnedAccount
                ? own
                : throw new SigningException($"{FunderVariable} is not set; signature type {(int)type} needs the address of the wallet that pays.") { Field = FunderVariable };
        }

        return EthereumAddress.TryParse(text.Trim(), out var address)
            ? address
            : throw new SigningException($"{FunderVariable} must be an address of 0x and 40 digits whose checksum is right.") { Field = FunderVariable };
    }
}
