using System.Globalization;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Intents;

/// <summary>A place in a segment whose bytes are no record although whole records follow: what a power loss can leave of unsynced writes.</summary>
public sealed record DamagedIntent(string Path, long Offset);

/// <summary>One file of the intent log, named by its number.</summary>
internal static class IntentSegment
{
    private const string Prefix = "intents-";
    private const string Suffix = ".log";

    public static string PathOf(string directory, long number) => Path.Combine(directory, $"{Prefix}{number:D10}{Suffix}");

    /// <summary>The numbers of the directory's segments, oldest first.</summary>
    /// <exception cref="StoreUnavailableException">The directory cannot be listed.</exception>
    public static List<long> Numbers(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory, Prefix + "*" + Suffix).Select(NumberOf).Where(static number => number > 0).Order()];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The directory {directory} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// The whole records of the segment in order, each with the offset behind it; broken ones are given to <paramref name="damaged"/>
    /// where whole ones follow. A segment without a whole header has none.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The file cannot be read, or it is not of this program's format.</exception>
    public static IEnumerable<(IntentRecord Record, long End)> Read(AppendOnlyFile file, Action<DamagedIntent> damaged)
    {
        var bytes = new byte[IntentFormat.RecordBytes];
        if (file.Length < IntentFormat.HeaderBytes)
        {
            yield break;
        }

        _ = file.Read(bytes.AsSpan(0, IntentFormat.HeaderBytes), 0);
        if (!IntentFormat.IsHeader(bytes.AsSpan(0, IntentFormat.HeaderBytes)))
        {
            throw new StoreUnavailableException($"The intent log {file.Path} is damaged at offset 0: its header is none this program writes. Move the file away.");
        }

        var broken = new List<DamagedIntent>();
        for (long offset = IntentFormat.HeaderBytes; offset + bytes.Length <= file.Length; offset += bytes.Length)
        {
            _ = file.Read(bytes, offset);
            if (!IntentFormat.TryRead(bytes, out var record))
            {
                broken.Add(new DamagedIntent(file.Path, offset));
                continue;
            }

            broken.ForEach(damaged);
            broken.Clear();
            yield return (record, offset + bytes.Length);
        }
    }

    private static long NumberOf(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        return long.TryParse(name[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
