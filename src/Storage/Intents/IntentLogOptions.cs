namespace PolyCloud.Storage.Intents;

/// <summary>Settings of the intent log.</summary>
public sealed record IntentLogOptions
{
    /// <summary>The log's own directory; created where missing.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Bytes after which a flush goes on in a new segment. Default 16 MiB (about 110 000 intents, some days of one worker), range
    /// 4 KiB to 1 GiB. An append that would reach twice this size without a flush is refused.
    /// </summary>
    public long SegmentBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>Segments kept, the current one counted; older ones are deleted. Default 8, range 2 to 10 000.</summary>
    public int SegmentsKept { get; init; } = 8;

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public void Validate()
    {
        if (Directory.Length == 0)
        {
            throw new ArgumentException($"{nameof(Directory)} is ''; allowed: a path.", nameof(Directory));
        }

        if (SegmentBytes is < 4096 or > 1L << 30)
        {
            throw new ArgumentException($"{nameof(SegmentBytes)} is '{SegmentBytes}'; allowed: 4096 to 1073741824.", nameof(SegmentBytes));
        }

        if (SegmentsKept is < 2 or > 10_000)
        {
            throw new ArgumentException($"{nameof(SegmentsKept)} is '{SegmentsKept}'; allowed: 2 to 10000.", nameof(SegmentsKept));
        }
    }
}
