using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Api.Keys;

/// <summary>The keys of one data directory, hashed. Replaced whole; a running worker sees a change within a second.</summary>
public sealed class ApiKeyFile(string path)
{
    /// <summary>More callers than one desk has; looking a key up stays one hash.</summary>
    public const int MaximumKeys = 256;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static ApiKeyFile Of(string dataDirectory) => new(Path.Combine(dataDirectory, "api-keys.json"));

    /// <summary>When it was last changed; the least moment where there is none.</summary>
    public DateTime Changed => File.GetLastWriteTimeUtc(path);

    public bool Exists => File.Exists(path);

    /// <summary>Empty where there is no file.</summary>
    /// <exception cref="StoreUnavailableException">It is there and cannot be read or understood.</exception>
    public IReadOnlyList<ApiKeyEntry> Read()
    {
        if (!Exists)
        {
            return [];
        }

        try
        {
            var keys = JsonSerializer.Deserialize<List<ApiKeyEntry>>(File.ReadAllBytes(path), Json) ?? [];
            return keys.TrueForAll(static key => key is { Name: not null, Sha256.Length: 64 }) && keys.Count <= MaximumKeys
                ? keys
                : throw new StoreUnavailableException($"{path} holds an entry without a name or digest, or more than {MaximumKeys} keys.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StoreUnavailableException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <exception cref="StoreUnavailableException">It cannot be written; the old one stands.</exception>
    public void Write(IReadOnlyList<ApiKeyEntry> keys)
    {
        var fresh = path + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(keys, Json));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{path} cannot be written: {problem.Message}", problem);
        }
    }
}
