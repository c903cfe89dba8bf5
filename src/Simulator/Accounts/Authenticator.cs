using System.Numerics;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Accounts;

/// <summary>Checks the two levels of authentication from a request's headers.</summary>
internal sealed class Authenticator
{
    // Longer texts are no numbers a wallet would sign; parsing stays cheap.
    private const int NonceDigitsMaximum = 78;

    private readonly CredentialDirectory _credentials;

    public Authenticator(CredentialDirectory credentials) => _credentials = credentials;

    /// <summary>Level 1: the wallet's own signature over the authentication message, recovered.</summary>
    public static bool TryAuthenticateWallet(VenueRequest request, out WalletAddress address, out BigInteger nonce)
    {
        nonce = default;
        var signature = request.Header("POLY_SIGNATURE");
        var timestamp = request.Header("POLY_TIMESTAMP") ?? "";
        var nonceText = request.Header("POLY_NONCE") ?? "0";
        if (!WalletAddress.TryParse(request.Header("POLY_ADDRESS"), out address) || !long.TryParse(timestamp, out _)
            || nonceText.Length > NonceDigitsMaximum || nonceText.Any(digit => !char.IsAsciiDigit(digit)) || nonceText.Length == 0
            || !SignatureText.TryParse(signature, out var bytes))
        {
            return false;
        }

        nonce = BigInteger.Parse(nonceText);
        return nonce.GetByteCount(isUnsigned: true) <= 32
            && ClobAuthHash.Verify(address, timestamp, nonce, bytes);
    }

    /// <summary>Level 2: the credential whose secret signed this very request; null where there is none.</summary>
    public ApiCredential? AuthenticateKey(VenueRequest request)
    {
        var credential = request.Header("POLY_API_KEY") is { } key ? _credentials.FindKey(key) : null;
        return credential is not null
            && WalletAddress.TryParse(request.Header("POLY_ADDRESS"), out var address) && address == credential.Address
            && request.Header("POLY_PASSPHRASE") == credential.Passphrase
            && request.Header("POLY_TIMESTAMP") is { } timestamp && long.TryParse(timestamp, out _)
            && request.Header("POLY_SIGNATURE") is { } signature
            && RequestHmac.Verify(credential.Secret, timestamp, request.Method, request.Path, request.Body.Span, signature)
                ? credential
                : null;
    }

    /// <summary>The credential a socket's message shows; null where any of its three parts is wrong.</summary>
    public ApiCredential? AuthenticateSocket(SocketCredential? shown) =>
        shown is not null && _credentials.FindKey(shown.Key) is { } credential
        && shown.Secret == credential.Secret && shown.Passphrase == credential.Passphrase
            ? credential
            : null;
}
