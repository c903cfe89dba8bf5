using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine;
using PolyCloud.Engine.Signals;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Backtest.Sources;
using PolyCloud.Research.Importing;

namespace PolyCloud.Research.Tests.Importing;

/// <summary>
/// Damage at random places of recordings of every format. A changed digit of a plain text file, a missing line, or one that
/// stands in another window's part cannot be known; all else is either told in the coverage or has changed nothing, and nothing is ever thrown.
/// </summary>
public sealed class DamagedRecordingTests
{
    private const int Cases = 40;

    public static TheoryData<string> Formats() => [.. SampleRecording.All.Select(static sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_sample_itself_is_read_without_a_complaint(string format)
    {
        var (tapes, coverage) = Read(Sample(format), static (_, _) => { });
        Assert.NotEmpty(tapes);
        Assert.Equal((0L, 0), (coverage.RecordsSkipped, coverage.FilesUnused));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Doubled_or_shuffled_lines_are_told_or_change_nothing(string format) => ForAllLines(format, static (lines, random) =>
    {
        var isDoubled = random.Next(2) == 0;
        var first = random.Next(lines.Count);
        var count = Math.Min(1 + random.Next(isDoubled ? 20 : 5), lines.Count - first);
        var part = lines.GetRange(first, count);
        if (isDoubled)
        {
            lines.InsertRange(first + count, part);
        }
        else
        {
            lines.RemoveRange(first, count);
            lines.InsertRange(Math.Min(first + count, lines.Count), part);
        }
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_cut_or_flipped_compressed_file_is_told_or_changes_nothing(string format) => ForAllCompressed(format, static (path, random) =>
    {
        var bytes = File.ReadAllBytes(path);
        if (random.Next(2) == 0)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }
        else
        {
            bytes = bytes[..random.Next(bytes.Length)];
        }

        File.WriteAllBytes(path, bytes);
    });

    /// <summary>Digits may have changed unseen; the windows are sound all the same, and a run over them ends.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void A_flipped_or_cut_plain_file_never_throws_and_gives_windows_that_can_be_run(string format) => Check(seed =>
    {
        var random = new Random(seed);
        var (tapes, _) = Read(Sample(format), (scratch, sample) =>
        {
            var path = Path.Combine(scratch.Folder, sample.Files[random.Next(sample.Files.Length)].File);
            var bytes = File.ReadAllBytes(path);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, random.Next(2) == 0 ? bytes : bytes[..random.Next(bytes.Length)]);
        });
        Assert.All(tapes, static tape => PublicRecordingsTests.AssertSound(tape));
        if (tapes.Count > 0)
        {
            Assert.Equal(3, BacktestRunner.Run(tapes[random.Next(tapes.Count)], Waived).Assumed.Count);
        }
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_field_of_another_version_is_told_or_was_of_no_use(string format) => Check(seed =>
    {
        var random = new Random(seed);
        Assert.True(IsToldOrUnchanged(format, (scratch, sample) =>
        {
            var path = Path.Combine(scratch.Folder, sample.Files[random.Next(sample.Files.Length)].File);
            var text = File.ReadAllText(path);
            var names = System.Text.RegularExpressions.Regex.Matches(text, "[a-z_]{4,}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            var name = names[random.Next(names.Count)].Value;
            File.WriteAllText(path, text.Replace(name, name + "_v2", StringComparison.Ordinal));
        }));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_that_is_missing_beside_it_is_told_or_was_of_no_use(string format)
    {
        foreach (var missing in Sample(format).Files.Skip(1))
        {
            Assert.True(IsToldOrUnchanged(format, (scratch, _) => File.Delete(Path.Combine(scratch.Folder, missing.File))), missing.File);
        }
    }

    private static readonly BacktestOptions Waived = new() { Engine = new EngineOptions { Signals = new SignalOptions { RequireOracle = false } }, Cores = 1 };

    private static SampleRecording Sample(string format) => SampleRecording.All.Single(sample => sample.Name == format);

    private static void ForAllLines(string format, Action<List<string>, Random> damage) => Check(seed =>
    {
        var random = new Random(seed);
        Assert.True(IsToldOrUnchanged(format, (scratch, sample) =>
        {
            var path = Path.Combine(scratch.Folder, sample.Files[random.Next(sample.Files.Length)].File);
            List<string> lines = [.. File.ReadAllLines(path)];
            damage(lines, random);
            File.WriteAllLines(path, lines);
        }));
    });

    private static void ForAllCompressed(string format, Action<string, Random> damage) => Check(seed =>
    {
        var random = new Random(seed);
        Assert.True(IsToldOrUnchanged(format, (scratch, sample) =>
        {
            foreach (var (file, _) in sample.Files)
            {
                Compress(Path.Combine(scratch.Folder, file));
            }

            damage(Path.Combine(scratch.Folder, sample.Files[random.Next(sample.Files.Length)].File + ".gz"), random);
        }));
    });

    private static void Compress(string path)
    {
        using (var packed = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
        {
            packed.Write(File.ReadAllBytes(path));
        }

        File.Delete(path);
    }

    private static void Check(Action<int> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    /// <summary>The windows a backtest plays are those of the sound recording, or the coverage says what is missing or was left out.</summary>
    private static bool IsToldOrUnchanged(string format, Action<Scratch, SampleRecording> damage)
    {
        var (sound, before) = Read(Sample(format), static (_, _) => { });
        var (tapes, after) = Read(Sample(format), damage);
        return after.RecordsSkipped > before.RecordsSkipped || after.WindowsSkipped > before.WindowsSkipped || after.FilesUnused > before.FilesUnused || after.WithoutWinner > before.WithoutWinner
            || tapes.Sum(static tape => tape.Provenance.RecordsSkipped) > 0
            || tapes.Any(tape => !tape.Provenance.Substitutes.SequenceEqual(sound[0].Provenance.Substitutes))
            || Shapes(sound).SequenceEqual(Shapes(tapes));
    }

    /// <summary>A backtest takes each window once, and in any order.</summary>
    private static IEnumerable<string> Shapes(IEnumerable<WindowTape> tapes) =>
        tapes.GroupBy(static tape => tape.Spec.Slug).OrderBy(static window => window.Key, StringComparer.Ordinal).Select(static window => Shape(window.First()));

    private static string Shape(WindowTape tape) =>
        $"{tape.Spec.Slug} {tape.Winner} {string.Join(' ', tape.Events.ToArray().Select(told => $"{told.Kind}{told.At.Micros}{told.Price}{told.Size}{told.Underlying}{string.Join(',', Levels(tape, told))}"))}";

    private static TapeLevel[] Levels(WindowTape tape, TapeEvent told) => told.Kind is TapeEventKind.Snapshot or TapeEventKind.Levels ? tape.LevelsOf(told).ToArray() : [];

    private static (List<WindowTape> Tapes, ImportCoverage Coverage) Read(SampleRecording sample, Action<Scratch, SampleRecording> damage)
    {
        using var scratch = new Scratch();
        sample.Write(scratch);
        damage(scratch, sample);
        var source = RecordingFormats.Open(scratch.Folder);
        return ([.. source.Windows()], source.Coverage);
    }
}
