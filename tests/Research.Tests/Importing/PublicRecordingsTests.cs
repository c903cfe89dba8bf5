using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing;
using Xunit.Abstractions;

namespace PolyCloud.Research.Tests.Importing;

/// <summary>The public recordings, where they lie beside the repository.</summary>
public sealed class PublicRecordingsTests(ITestOutputHelper output)
{
    public static TheoryData<string, int, int> Folders() => new()
    {
        { "LeaFuryk__polymarket-bot", 30, 36 },
        { "Ligengxin96__polymarket-data-samples", 280, 292 },
        { "AliHakanVesca__xx8-btc-5min-YesNo", 2, 2 },
        { "jonahgrigoryan__polymarket-15m-arb-bot", 5, 100 },
        { "houssem98__polymarket-btc-5m-research", 203, 203 },
        { "Caiooooo__polymarket-l2-collector", 3, 3 },
        { "CronosVirus00__polymarket-BTC5min-database/books_2026-04-13.jsonl.gz", 5, 70 },
    };

    [PublicRecordingsTheory]
    [MemberData(nameof(Folders))]
    public void Every_window_of_a_public_recording_is_sound(string folder, int fewest, int most)
    {
        var source = RecordingFormats.Open(Path.Combine(PublicRecordings.Folder!, folder));
        var windows = 0;
        foreach (var tape in source.Windows())
        {
            windows++;
            AssertSound(tape);
        }

        Assert.InRange(windows, fewest, most);
        Assert.Equal(windows, source.Coverage.Windows);
        output.WriteLine($"{folder}: {source.Format}; {windows} windows, {source.Coverage.WithoutWinner} without winner, {source.Coverage.WindowsSkipped} skipped, {source.Coverage.RecordsSkipped} records left out");
    }

    internal static void AssertSound(WindowTape tape)
    {
        var last = default(Engine.Values.Timestamp);
        Assert.False(tape.Events.IsEmpty);
        foreach (ref readonly var each in tape.Events)
        {
            Assert.True(each.At >= last && each.VenueTime <= each.At, $"{tape.Spec.Slug} at {each.At}");
            last = each.At;
        }

        Assert.True(tape.Winner is null || tape.ResolvedAt > tape.Spec.Closes);
        Assert.NotEmpty(tape.Provenance.Source);
    }
}
