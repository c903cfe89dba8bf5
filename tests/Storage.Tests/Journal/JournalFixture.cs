using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Storage.Tests.Journal;

/// <summary>A journal in a directory of its own, with records of chosen content.</summary>
public sealed class JournalFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Path => _directory.Path;

    public static JournalProvenance Provenance(string run = "run") => new() { Content = "engine", Run = run, Seed = "7" };

    public JournalOptions Options => new() { Directory = Path, SegmentBytes = 4096, BufferBytes = 64 * 1024, WhenFull = FullBuffer.Wait };

    public JournalWriter Open(JournalOptions? options = null, string run = "run") =>
        JournalWriter.Open(options ?? Options, Provenance(run), new Guid(1, 2, 3, new byte[8]), TimeProvider.System);

    /// <summary>A closed run whose record n holds n in 40 to 100 bytes.</summary>
    public void Write(int records, JournalOptions? options = null)
    {
        using var journal = Open(options);
        for (var number = 1; number <= records; number++)
        {
            Assert.True(journal.TryAppend(Record(number)));
        }
    }

    public static byte[] Record(int number)
    {
        var bytes = new byte[40 + (number % 60)];
        bytes[0] = (byte)JournalRecordKind.Frames;
        BitConverter.TryWriteBytes(bytes.AsSpan(1), number);
        return bytes;
    }

    public IReadOnlyList<string> Segments => [.. Directory.GetFiles(Path, "*.journal").Order(StringComparer.Ordinal)];

    /// <summary>The numbers read, by content, and everything that was found wrong.</summary>
    public (List<int> Records, List<JournalFault> Faults) Read()
    {
        var directory = JournalDirectory.Open(Path);
        var records = new List<int>();
        var faults = directory.Faults.ToList();
        foreach (var run in directory.Runs)
        {
            using var reader = new JournalReader(run);
            while (reader.TryRead(out var entry))
            {
                var number = BitConverter.ToInt32(entry.Payload[1..]);
                Assert.Equal(Record(number), entry.Payload.ToArray());
                records.Add(number);
            }

            faults.AddRange(reader.Faults);
        }

        return (records, faults);
    }

    public void Dispose() => _directory.Dispose();
}
