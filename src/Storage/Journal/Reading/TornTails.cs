using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>Cuts what a crash left unfinished at the ends of earlier runs, to the last whole record.</summary>
internal static class TornTails
{
    /// <exception cref="Tables.StoreUnavailableException">A file cannot be cut.</exception>
    public static IReadOnlyList<TornTail> Cut(string directory)
    {
        var cut = new List<TornTail>();
        foreach (var run in JournalDirectory.Open(directory).Runs)
        {
            var last = run.Segments[^1];
            using var reader = new JournalReader(new JournalRun([last]));
            while (reader.TryRead(out _))
            {
            }

            if (reader.Faults is [.., { Kind: JournalFaultKind.TornTail } torn])
            {
                using var file = AppendOnlyFile.Open(last.Path, FileMode.Open, AppendOnlyFile.PlainWrite);
                cut.Add(new TornTail(last.Path, torn.Offset, file.Length - torn.Offset));
                file.CutTo(torn.Offset);
                file.Sync();
            }
        }

        return cut;
    }
}
