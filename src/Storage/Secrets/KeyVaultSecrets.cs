using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace PolyCloud.Storage.Secrets;

/// <summary>
/// Secrets of an Azure Key Vault. Its names allow no underscore, so <c>POLYCLOUD_PRIVATE_KEY</c> is the secret
/// <c>polycloud-private-key</c> there; always the newest version is read.
/// </summary>
public sealed class KeyVaultSecrets : ISecretSource
{
    /// <summary>The environment variable that names the vault.</summary>
    public const string Variable = "POLYCLOUD_KEY_VAULT";

    private readonly SecretClient _client;

    /// <param name="vault">https address of the vault.</param>
    /// <param name="credential">Who asks.</param>
    public KeyVaultSecrets(Uri vault, TokenCredential credential, SecretClientOptions options)
    {
        Name = $"the key vault {vault.Host}";
        _client = new SecretClient(vault, credential, options);
    }

    public string Name { get; }

    /// <summary>The vault of an address, asked as whoever this process is: managed identity, environment, or the signed-in developer.</summary>
    /// <exception cref="SecretUnavailableException">The address is none of a vault.</exception>
    public static KeyVaultSecrets At(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var vault) && vault.Scheme == Uri.UriSchemeHttps
            ? new KeyVaultSecrets(vault, new DefaultAzureCredential(), new SecretClientOptions())
            : throw new SecretUnavailableException($"{Variable} is '{address}'; it must be the https address of a vault, such as https://my-vault.vault.azure.net.");

    public async Task<string?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var secret = await _client.GetSecretAsync(NameOf(name), cancellationToken: cancellation);
            return secret.Value.Value;
        }
        catch (RequestFailedException problem) when (problem.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException problem)
        {
            // Only the code: a body of the service could hold anything.
            throw new SecretUnavailableException(problem.Status == 0
                ? $"{Name} cannot be reached for the secret {NameOf(name)}."
                : $"{Name} refuses the secret {NameOf(name)}: status {problem.Status}.")
            {
                IsRefusal = problem.Status is 401 or 403,
            };
        }
        catch (AuthenticationFailedException)
        {
            throw new SecretUnavailableException($"{Name} was not asked for the secret {NameOf(name)}: no identity of this process could sign in. Give it a managed identity, or sign in with az login.");
        }
    }

    private static string NameOf(string variable) => variable.ToLowerInvariant().Replace('_', '-');
}
