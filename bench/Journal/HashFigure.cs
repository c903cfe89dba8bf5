using PolyCloud.Research.Replay;

namespace PolyCloud.Bench.Journal;

/// <summary>The same journal replayed by two threads at once and by one alone: the golden hash must not know.</summary>
internal static class HashFigure
{
    public static void Print()
    {
        using var journal = new SimulatedJournal(windows: 1);
        var alone = JournalReplay.Run(journal.Run);
        var together = new string[2];
        Parallel.For(0, together.Length, index => together[index] = JournalReplay.Run(journal.Run).GoldenHash);
        var same = together.All(hash => hash == alone.GoldenHash) && alone.IsEqual;
        JournalFigures.Say($"hash        one journal alone and twice at once: {(same ? "the same" : "DIFFERENT")}, {alone.GoldenHash}");
    }
}
