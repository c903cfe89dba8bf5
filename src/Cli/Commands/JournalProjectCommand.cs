using System.CommandLine;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.ContainerWorker.Histories;
using PolyCloud.Research.Replay;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Commands;

/// <summary>`journal project`: builds hourly, daily and five-minute histories anew from what was journaled.</summary>
internal static class JournalProjectCommand
{
    public static Command Create()
    {
        var command = new Command(
            "project",
            "Rebuild the histories in the state store (hours of bots, days, five-minute prices) from a journal. Periods of the journal are replaced, others left alone. Exit code 1 where the journal is not whole.")
        {
            JournalFiles.Declared, Declared.Data, Declared.Store,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(JournalFiles.Declared), DataDirectory.Of(parsed.GetValue(Declared.Data)), parsed.GetValue(Declared.Store) == "azurite", cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string data, bool azurite, CancellationToken cancellation)
    {
        var journal = JournalFiles.Open(path);
        await using var tables = ControlPlaneStores.Open(data, azurite);
        var store = new HistoryStore(tables);
        var faults = journal.Faults.Count;
        foreach (var shard in journal.Runs.Where(static run => run.Provenance.Content == EngineProvenance.Content).GroupBy(static run => run.Provenance.Shard, StringComparer.Ordinal))
        {
            var projection = Project(shard.Key, shard);
            JournalFiles.Complain(projection.Faults);
            faults += projection.Faults.Count;
            try
            {
                Console.WriteLine($"shard {shard.Key}: {await projection.WriteAsync(store, cancellation)} periods from {projection.Steps} inputs.");
            }
            catch (StoreUnavailableException problem)
            {
                throw new CommandFailedException(problem.Message);
            }
        }

        return faults == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static JournalProjection Project(string shard, IEnumerable<JournalRun> runs)
    {
        var projection = new JournalProjection(shard);
        foreach (var run in runs)
        {
            try
            {
                projection.Take(run, JournalReplay.OptionsOf(run));
            }
            catch (FormatException problem)
            {
                throw new CommandFailedException(problem.Message);
            }
        }

        return projection;
    }
}
