using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Clob;

/// <summary>The headers that prove who asks: L1 by the wallet's key, L2 by the API credential.</summary>
public static class VenueHeaders
{
    /// <summary>L1: an EIP-712 signature over address, time and nonce. Wrapped (ERC-7739) where the credential belongs to a deposit wallet.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Wallet(TradingWallet wallet, long chainId, Timestamp now, long nonce)
    {
        var seconds = now.Seconds;
        var address = wallet.CredentialAddress;
        return
        [
            new("POLY_ADDRESS", address.ToString()),
            new("POLY_SIGNATURE", "0x" + Convert.ToHexStringLower(WalletProof.Sign(wallet.Key, wallet.IsWalletBound, address, chainId, seconds, nonce))),
            new("POLY_TIMESTAMP", seconds.ToString(CultureInfo.InvariantCulture)),
            new("POLY_NONCE", nonce.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>L2: an HMAC over time, method, path without query, and the very body bytes.</summary>
    /// <param name="seconds">The moment, as text: many calls share it.</param>
    public static KeyValuePair<string, string>[] Credential(
        ApiCredential credential, string address, Timestamp now, string seconds, string method, string path, ReadOnlySpan<byte> body) =>
    [
        new("POLY_ADDRESS", address),
        new("POLY_SIGNATURE", credential.Sign(now.Seconds, method, path, body)),
        new("POLY_TIMESTAMP", seconds),
        new("POLY_API_KEY", credential.Key),
        new("POLY_PASSPHRASE", credential.Passphrase),
    ];
}
