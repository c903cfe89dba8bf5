using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>Where the private key comes from: a key vault where one is named, else the environment. Never both, never a setting.</summary>
public static class KeySource
{
    /// <param name="read">Reads one environment variable; null where it is not set.</param>
    /// <exception cref="SecretUnavailableException">There is no key, or its source cannot be asked.</exception>
    public static ISecretSource Of(Func<string, string?> read)
    {
        var vault = read(KeyVaultSecrets.Variable);
        if (string.IsNullOrWhiteSpace(vault))
        {
            return new EnvironmentSecrets(read);
        }

        return string.IsNullOrEmpty(read(PrivateKey.Variable))
            ? KeyVaultSecrets.At(vault)
            : throw new SecretUnavailableException($"{KeyVaultSecrets.Variable} and {PrivateKey.Variable} are both set; which key trades must be plain. Unset one.");
    }

    /// <summary>The key of a source. The caller disposes it.</summary>
    /// <exception cref="SecretUnavailableException">The source has none, or cannot be asked.</exception>
    /// <exception cref="SigningException">What it has is no key.</exception>
    public static async Task<PrivateKey> OpenAsync(ISecretSource source, CancellationToken cancellation) =>
        PrivateKey.FromHex(await source.FindAsync(PrivateKey.Variable, cancellation)
            ?? throw new SecretUnavailableException($"{source.Name} holds no {PrivateKey.Variable}: the key of the wallet that trades."));
}
