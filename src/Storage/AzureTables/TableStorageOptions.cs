using Azure.Core;
using Azure.Identity;

namespace PolyCloud.Storage.AzureTables;

/// <summary>Where Table Storage is and how to be let in: by account key or by token, never both.</summary>
public sealed record TableStorageOptions
{
    /// <summary>The key everybody knows: of the account that the emulator Azurite serves on one's own machine.</summary>
    private const string DevelopmentConnection =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <summary>Of the account's tables: <c>https://account.table.core.windows.net</c>, or the emulator's with the account as path.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Needed with <see cref="AccountKey"/>.</summary>
    public string AccountName { get; init; } = "";

    /// <summary>256 bits in Base64. A secret.</summary>
    public string AccountKey { get; init; } = "";

    /// <summary>For the cloud: a managed identity with the role Storage Table Data Contributor. Needs an https endpoint.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>The longest one request may take. Default 10 s, range 100 ms to 100 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads are tried again this often; writes never, because only the caller knows whether a write may come twice. Default 3, range 0 to 10.</summary>
    public int ReadRetries { get; init; } = 3;

    /// <summary>
    /// Reads a connection string as the portal shows it, or <c>UseDevelopmentStorage=true</c>, or one without any secret:
    /// <c>TableEndpoint=https://...;Authentication=ManagedIdentity;ClientId=...</c>, where the client id names a user-assigned identity.
    /// </summary>
    /// <exception cref="ArgumentException">A part is missing or wrong. The message never holds the key.</exception>
    public static TableStorageOptions FromConnectionString(string connection)
    {
        var parts = Parse(connection);
        if (parts.TryGetValue("UseDevelopmentStorage", out var development) && bool.TryParse(development, out var use) && use)
        {
            parts = Parse(DevelopmentConnection);
        }

        if (parts.TryGetValue("Authentication", out var authentication))
        {
            return OfIdentity(parts, authentication);
        }

        var account = Part(parts, "AccountName");
        var endpoint = parts.GetValueOrDefault("TableEndpoint")
            ?? $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        var options = new TableStorageOptions
        {
            Endpoint = AddressOf(endpoint),
            AccountName = account,
            AccountKey = Part(parts, "AccountKey"),
        };
        options.Validate();
        return options;
    }

    /// <exception cref="ArgumentException">A setting is missing, wrong, or outside its range.</exception>
    public void Validate()
    {
        var byKey = AccountName.Length > 0 && AccountKey.Length > 0;
        Check(byKey != (Credential is not null), "give either account name and key or a credential");
        Check(Endpoint.Scheme is "http" or "https", $"{nameof(Endpoint)} is '{Endpoint}'; allowed: http or https");
        Check(Credential is null || Endpoint.Scheme is "https", $"{nameof(Endpoint)} is '{Endpoint}'; a credential is sent over https only");
        Check(!byKey || Convert.TryFromBase64String(AccountKey, new byte[AccountKey.Length], out _), $"{nameof(AccountKey)} is no Base64");
        Check(
            RequestTimeout >= TimeSpan.FromMilliseconds(100) && RequestTimeout <= TimeSpan.FromSeconds(100),
            $"{nameof(RequestTimeout)} is '{RequestTimeout}'; allowed: 100 ms to 100 s");
        Check(ReadRetries is >= 0 and <= 10, $"{nameof(ReadRetries)} is '{ReadRetries}'; allowed: 0 to 10");
    }

    private static TableStorageOptions OfIdentity(Dictionary<string, string> parts, string authentication)
    {
        var options = new TableStorageOptions
        {
            Endpoint = AddressOf(Part(parts, "TableEndpoint")),
            Credential = authentication == "ManagedIdentity"
                ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(Part(parts, "ClientId")))
                : throw new ArgumentException($"The connection string's Authentication is '{authentication}'; known is ManagedIdentity.", nameof(authentication)),
        };
        options.Validate();
        return options;
    }

    private static Uri AddressOf(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        ? uri
        : throw new ArgumentException($"The connection string's table endpoint '{endpoint}' is no address.", nameof(endpoint));

    private static Dictionary<string, string> Parse(string connection)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connection.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var separator = part.IndexOf('=', StringComparison.Ordinal);
            if (separator <= 0)
            {
                throw new ArgumentException("A connection string is made of name=value parts joined by semicolons.", nameof(connection));
            }

            parts[part[..separator].Trim()] = part[(separator + 1)..].Trim();
        }

        return parts;
    }

    private static string Part(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new ArgumentException($"The connection string has no {name}.", nameof(parts));

    private static void Check(bool valid, string problem)
    {
        if (!valid)
        {
            throw new ArgumentException("Table Storage settings: " + problem + ".");
        }
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Endpoint} as {(Credential is null ? AccountName : "identity")}";
}
