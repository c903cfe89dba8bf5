using System.CommandLine;
using System.Globalization;
using PolyCloud.Storage.Journal.Reading;

namespace PolyCloud.Cli.Commands;

/// <summary>`journal`: what a journal holds, whether every byte of it is as it was written, and histories built anew from it.</summary>
internal static class JournalCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "File to write to, instead of standard output." };

    public static Command Create()
    {
        var verify = new Command("verify", "Read every record and name everything that is missing, damaged or out of place. Exit code 1 where something is.") { JournalFiles.Declared };
        verify.SetAction(parsed => Verify(parsed.GetRequiredValue(JournalFiles.Declared)));
        var stats = new Command("stats", "Print what a journal holds: runs, inputs and effects by kind, spans, provenance.") { JournalFiles.Declared };
        stats.SetAction(parsed => Stats(parsed.GetRequiredValue(JournalFiles.Declared)));
        var export = new Command("export", "Write every record as a line of JSON.") { JournalFiles.Declared, Out };
        export.SetAction(parsed => Export(parsed.GetRequiredValue(JournalFiles.Declared), parsed.GetValue(Out)));
        return new Command("journal", "Check, count, export or project a journal.") { verify, stats, export, JournalProjectCommand.Create() };
    }

    private static int Verify(string path)
    {
        var survey = Survey(path);
        JournalFiles.Complain(survey.Faults);
        var records = survey.Runs.Sum(run => run.Records);
        Console.WriteLine(survey.Faults.Count == 0
            ? $"whole: {survey.Runs.Count} runs, {records} records."
            : $"NOT whole: {survey.Faults.Count} faults named above; {records} records of {survey.Runs.Count} runs could be read.");
        return survey.Faults.Count == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static int Stats(string path)
    {
        var survey = Survey(path);
        foreach (var run in survey.Runs)
        {
            var provenance = run.Run.Provenance;
            Say($"run         {run.Run.Name}   {(run.IsClosed ? "closed" : "not closed")}, {run.Run.SegmentCount} segments, {run.Run.Bytes} bytes, {run.Records} records");
            Say($"content     {provenance.Content}   source {provenance.Source}, seed {provenance.Seed}, shard {provenance.Shard}, epoch {provenance.Epoch}");
            Say($"engine      {provenance.EngineVersion}   {provenance.Platform}, options {provenance.OptionsHash}");
            if (run.Steps > 0)
            {
                var seconds = (run.Last - run.First).TotalSeconds;
                Say($"time        {run.First} to {run.Last}   {run.Steps / Math.Max(seconds, 1e-6):0.0} inputs/s, {(double)run.WithoutEffect / run.Steps:P1} without effect");
                Say("inputs      " + string.Join(", ", run.Inputs.Select(kind => $"{kind.Key} {kind.Value}")));
                Say("effects     " + string.Join(", ", run.Effects.Select(kind => $"{kind.Key} {kind.Value}")));
            }

            if (run.Streams.Count > 0)
            {
                Say($"time        {run.First} to {run.Last}");
                Say("streams     " + string.Join(", ", run.Streams.Select(stream => $"{stream.Key} {stream.Value.Events} ({stream.Value.Gaps} gaps)")));
            }

            foreach (var (name, value) in provenance.Notes.Where(note => note.Value.Length > 0))
            {
                Say($"note        {name}: {value}");
            }
        }

        JournalFiles.Complain(survey.Faults);
        return survey.Faults.Count == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static int Export(string path, string? file)
    {
        var journal = JournalFiles.Open(path);
        var faults = journal.Faults.Count;
        using var target = file is null ? Console.OpenStandardOutput() : File.Create(file);
        using var lines = new BufferedStream(target, 1 << 16);
        foreach (var run in journal.Runs)
        {
            var found = JournalExport.Write(run, lines);
            JournalFiles.Complain(found);
            faults += found.Count;
        }

        return faults == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static JournalSurvey Survey(string path) =>
        Directory.Exists(path) ? JournalSurvey.Of(path) : throw new UsageException($"There is no directory {path}.");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => Console.WriteLine(line);
}
