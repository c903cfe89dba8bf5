using System.Security.Cryptography;
using System.Text;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>
/// The key of the worker's own HTTP side: a file of the data directory that only its user can read. Who can read it could set the
/// halt file as well; who cannot gets nothing but health.
/// </summary>
public sealed class LocalKey
{
    public const string FileName = "worker.key";

    private const int RandomBytes = 32;

    private readonly byte[] _hash;

    private LocalKey(string text) => _hash = HashOf(text);

    /// <summary>The key of this directory, made where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be read or written.</exception>
    public static LocalKey OfDirectory(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        try
        {
            if (Read(dataDirectory) is { } known)
            {
                return new LocalKey(known);
            }

            Directory.CreateDirectory(dataDirectory);
            var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
            File.WriteAllText(path, "");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.WriteAllText(path, text);
            return new LocalKey(text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The key file {path} cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>The text a caller shows; null where there is no key yet.</summary>
    public static string? Read(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        var text = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        return text.Length == 2 * RandomBytes ? text : null;
    }

    /// <summary>Whether an Authorization header shows the key; takes the same time whatever it holds.</summary>
    public bool Admits(string? authorization)
    {
        const string Scheme = "Bearer ";
        return authorization is not null && authorization.StartsWith(Scheme, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(HashOf(authorization[Scheme.Length..]), _hash);
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
