using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Wallets;

/// <summary>The signature that proves control of the account an API credential belongs to (L1).</summary>
public static class WalletProof
{
    /// <summary>Signs the authentication message of an account.</summary>
    /// <param name="isDepositWallet">The account is a deposit wallet of the key: the signature is wrapped for it (ERC-7739, 202 bytes).</param>
    /// <param name="address">The key's own account, or the deposit wallet.</param>
    public static byte[] Sign(PrivateKey key, bool isDepositWallet, EthereumAddress address, long chainId, long unixSeconds, long nonce)
    {
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        if (!isDepositWallet)
        {
            var own = new byte[Secp256k1.SignatureBytes];
            ClobAuthMessage.Digest(chainId, address, unixSeconds, nonce).WriteTo(digest);
            key.Sign(digest, own);
            return own;
        }

        var domain = ClobAuthMessage.Domain(chainId);
        var contents = ClobAuthMessage.Struct(address, unixSeconds, nonce);
        var wrapped = new byte[NestedTypedData.ClobAuth.SignatureBytes];
        NestedTypedData.ClobAuth.Digest(domain, contents, chainId, address, digest);
        key.Sign(digest, wrapped);
        NestedTypedData.ClobAuth.Append(domain, contents, wrapped);
        return wrapped;
    }
}
