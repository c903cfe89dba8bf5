using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>One file of a journal as the disk shows it; nothing of it is read.</summary>
/// <param name="Run">The writer's run: <c>shard-0-epoch-1</c>.</param>
public sealed record ListedSegment(string Name, string Run, long Bytes, DateTime WrittenUtc);

/// <summary>The files of a journal's directory.</summary>
public static class JournalListing
{
    /// <summary>Newest first; empty where there is no such directory.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public static IReadOnlyList<ListedSegment> Of(string directory) => !Directory.Exists(directory) ? [] :
    [
        .. new DirectoryInfo(directory).EnumerateFiles(SegmentName.Pattern)
            .Select(static file => new ListedSegment(file.Name, file.Name.Split('.')[0], file.Length, file.LastWriteTimeUtc))
            .OrderByDescending(static file => file.WrittenUtc).ThenByDescending(static file => file.Name, StringComparer.Ordinal),
    ];
}
