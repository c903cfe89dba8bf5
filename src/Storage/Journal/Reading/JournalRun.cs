using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>One run of a writer: its segments in order.</summary>
public sealed class JournalRun
{
    internal JournalRun(IReadOnlyList<SegmentFile> segments) => Segments = segments;

    /// <summary>From the first segment that is there; every segment repeats it.</summary>
    public JournalProvenance Provenance => Segments[0].Header.Provenance;

    public string Name => Provenance.Run;

    /// <summary>Bytes of all segments.</summary>
    public long Bytes => Segments.Sum(segment => new FileInfo(segment.Path).Length);

    public int SegmentCount => Segments.Count;

    internal IReadOnlyList<SegmentFile> Segments { get; }
}

/// <summary>One file of a run.</summary>
internal sealed record SegmentFile(string Path, SegmentHeader Header, int HeaderBytes)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
