using PolyCloud.Polymarket.Http;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.Functions.Venue;

/// <summary>Where the venue is, and where the key to cancel there comes from.</summary>
/// <param name="Addresses">Of the order book and of Gamma.</param>
/// <param name="Keys">Asked at each use, so that a key that is rotated or withdrawn is so at once, and none is kept.</param>
public sealed record VenueSettings(IReadOnlyDictionary<VenueService, Uri> Addresses, ISecretSource Keys)
{
    public const string ClobVariable = "POLYCLOUD_CLOB";

    public const string GammaVariable = "POLYCLOUD_GAMMA";

    /// <param name="read">Reads one setting of the process; null where it is not set.</param>
    /// <exception cref="ArgumentException">An address is none; the text names the setting.</exception>
    /// <exception cref="SecretUnavailableException">The vault's address is none.</exception>
    public static VenueSettings Read(Func<string, string?> read) => new(
        new Dictionary<VenueService, Uri>
        {
            [VenueService.Clob] = Address(read, ClobVariable, "https://clob.polymarket.com"),
            [VenueService.Gamma] = Address(read, GammaVariable, "https://gamma-api.polymarket.com"),
        },
        read(KeyVaultSecrets.Variable) is { Length: > 0 } vault ? KeyVaultSecrets.At(vault) : new EnvironmentSecrets(read));

    private static Uri Address(Func<string, string?> read, string variable, string standard)
    {
        var text = read(variable) is { Length: > 0 } set ? set : standard;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            ? address
            : throw new ArgumentException($"{variable} is '{text}'; it must be an https address.", nameof(read));
    }
}
