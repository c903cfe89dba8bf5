using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>The runs of a directory, oldest epoch first, and what is wrong with its files as a set.</summary>
public sealed class JournalDirectory
{
    private JournalDirectory(IReadOnlyList<JournalRun> runs, IReadOnlyList<JournalFault> faults)
    {
        Runs = runs;
        Faults = faults;
    }

    public IReadOnlyList<JournalRun> Runs { get; }

    /// <summary>Files that are no segment, stand twice or in the wrong place; records are checked when they are read.</summary>
    public IReadOnlyList<JournalFault> Faults { get; }

    /// <summary>Reads the heads of all segments of a directory.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static JournalDirectory Open(string directory)
    {
        var faults = new List<JournalFault>();
        var files = new List<SegmentFile>();
        foreach (var path in Directory.EnumerateFiles(directory, SegmentName.Pattern).Order(StringComparer.Ordinal))
        {
            if (ReadHeader(path, faults) is { } file)
            {
                files.Add(file);
            }
        }

        var runs = files.GroupBy(file => file.Header.RunId)
            .Select(run => new JournalRun(InOrder(run, faults)))
            .OrderBy(run => run.Provenance.Epoch)
            .ThenBy(run => run.Name, StringComparer.Ordinal)
            .ToList();
        return new JournalDirectory(runs, faults);
    }

    private static SegmentFile? ReadHeader(string path, List<JournalFault> faults)
    {
        var name = Path.GetFileName(path);
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = new byte[SegmentHeader.FixedBytes];
        var read = RandomAccess.Read(handle, start, 0);
        var bytes = new byte[Math.Max(read, SegmentHeader.BytesOf(start.AsSpan(0, read)))];
        var whole = RandomAccess.Read(handle, bytes, 0);
        if (SegmentHeader.Read(bytes.AsSpan(0, whole), out var kind, out var problem) is not { } header)
        {
            faults.Add(new JournalFault(kind, name, 0, 0, problem));
            return null;
        }

        if (name != SegmentName.Of(header.Provenance.Run, header.Segment))
        {
            faults.Add(new JournalFault(
                JournalFaultKind.SegmentOutOfOrder, name, 0, header.FirstRecord, $"its header says that it is {SegmentName.Of(header.Provenance.Run, header.Segment)}"));
        }

        return new SegmentFile(path, header, whole);
    }

    private static List<SegmentFile> InOrder(IEnumerable<SegmentFile> run, List<JournalFault> faults)
    {
        var ordered = new List<SegmentFile>();
        foreach (var copies in run.GroupBy(file => file.Header.Segment).OrderBy(copies => copies.Key))
        {
            // The one that bears the right name, where one does.
            var kept = copies.MinBy(file => file.Name == SegmentName.Of(file.Header.Provenance.Run, file.Header.Segment) ? 0 : 1)!;
            ordered.Add(kept);
            foreach (var copy in copies.Where(copy => copy != kept))
            {
                faults.Add(IsSame(copy.Path, kept.Path)
                    ? new JournalFault(JournalFaultKind.SegmentDuplicated, copy.Name, 0, copy.Header.FirstRecord, $"it is a copy of {kept.Name} and was passed over")
                    : new JournalFault(JournalFaultKind.SegmentForeign, copy.Name, 0, copy.Header.FirstRecord, $"it says that it is the same segment as {kept.Name}, but differs from it"));
            }
        }

        return ordered;
    }

    private static bool IsSame(string left, string right)
    {
        using var one = File.OpenRead(left);
        using var other = File.OpenRead(right);
        return one.Length == other.Length
            && System.Security.Cryptography.SHA256.HashData(one).AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData(other));
    }
}
