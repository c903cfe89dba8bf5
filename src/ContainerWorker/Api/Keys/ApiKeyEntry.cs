using System.Security.Cryptography;
using System.Text;

namespace PolyCloud.ContainerWorker.Api.Keys;

/// <summary>One key as it is kept: never the key itself.</summary>
/// <param name="Name">Shown in the audit trail; unique.</param>
/// <param name="Sha256">Lower-case hexadecimal digest of the key.</param>
/// <param name="Created">ISO 8601, for the next person.</param>
public sealed record ApiKeyEntry(string Name, ApiRole Role, string Sha256, string Created)
{
    /// <summary>Shorter ones were not made by this program.</summary>
    public const int MinimumLength = 32;

    public const int MaximumLength = 128;

    private const int KeyBytes = 32;

    /// <summary>A fresh key; it is shown once and kept nowhere.</summary>
    public static string NewKey() => "pck_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>A plain digest is enough: 256 random bits cannot be guessed, so nothing is gained by making each guess slow.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? NameProblem(string name) => name.Length is >= 1 and <= 40 && name != "local" && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        ? null
        : $"the name is '{name}'; allowed are 1 to 40 letters, digits, - and _, but not local.";
}
