using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PolyCloud.Cli.Up;
using PolyCloud.Research.Replay;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Cli.Commands;

/// <summary>`replay`: the journaled inputs into the same engine again; equal decisions, or the first one that differs.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var command = new Command("replay", "Feed a journal's inputs to the engine again and compare every decision byte by byte. Exit code 0 only where all are equal and the journal is whole. With --set, the first decision that the changed setting changes is named.")
        {
            JournalFiles.Declared, Declared.Set,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(JournalFiles.Declared), parsed.GetValue(Declared.Set) ?? []));
        return command;
    }

    private static int Run(string path, string[] changes)
    {
        var journal = JournalFiles.Open(path);
        var equal = journal.Faults.Count == 0;
        foreach (var run in journal.Runs)
        {
            equal &= Replay(run, changes);
        }

        return equal ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static bool Replay(JournalRun run, string[] changes)
    {
        ReplayResult result;
        var began = Stopwatch.GetTimestamp();
        try
        {
            result = JournalReplay.Run(run, EngineSettings.Change(JournalReplay.OptionsOf(run), changes));
        }
        catch (FormatException problem)
        {
            throw new CommandFailedException(problem.Message);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        JournalFiles.Complain(result.Faults);
        WarnOfOtherProgram(result);
        Say($"run {run.Name}: {result.Steps} inputs, {result.Effects} decisions, {result.Steps / Math.Max(seconds, 1e-9):0} inputs/s, {(double)result.WithoutEffect / Math.Max(1, result.Steps):P1} without effect");
        Say($"golden hash {result.GoldenHash} ({EngineProvenance.Platform})");
        if (result.Difference is { } difference)
        {
            Print(difference);
        }
        else
        {
            Console.WriteLine(result.Faults.Count == 0
                ? "decisions byte-equal to the recorded ones."
                : "decisions byte-equal as far as the journal could be read; it is NOT whole, see above.");
        }

        return result.IsEqual;
    }

    private static void WarnOfOtherProgram(ReplayResult result)
    {
        if (result.Provenance.EngineVersion != EngineProvenance.EngineVersion || result.Provenance.Platform != EngineProvenance.Platform)
        {
            Console.WriteLine($"recorded by engine {result.Provenance.EngineVersion} on {result.Provenance.Platform}, replayed by {EngineProvenance.EngineVersion} on {EngineProvenance.Platform}");
        }
    }

    private static void Print(ReplayDifference difference)
    {
        Say($"first difference: input {difference.Record} at {difference.Now}, market {(difference.Market.Length == 0 ? "none" : difference.Market)}");
        Console.WriteLine("  input    " + difference.Input);
        Print("  recorded ", difference.Recorded);
        Print("  replayed ", difference.Replayed);
    }

    private static void Print(string side, IReadOnlyList<string> lines)
    {
        foreach (var line in lines.DefaultIfEmpty("nothing"))
        {
            Console.WriteLine(side + line);
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
