using Microsoft.Extensions.Logging;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>The journal that a worker process keeps of one epoch.</summary>
internal sealed class JournalOfRun : IDisposable
{
    private readonly JournalWriter _writer;
    private readonly ILogger _log;

    private JournalOfRun(JournalWriter writer, ILogger log)
    {
        _writer = writer;
        _log = log;
        Steps = new StepJournal(writer);
    }

    public StepJournal Steps { get; }

    public bool IsKeeping => _writer.IsKeeping;

    public long BacklogBytes => _writer.Backlog;

    public long Lost => _writer.Lost;

    public string? Problem => _writer.Problem;

    /// <summary>Begins the run's journal where one is wanted.</summary>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The directory is in use, cannot be written, or holds this run already.</exception>
    public static JournalOfRun? Open(WorkerOptions options, long epoch, ILogger log)
    {
        if (options.JournalDirectory is not { } directory)
        {
            return null;
        }

        // Rotation and syncing go by real time, whatever pace the run's own clock has.
        var writer = JournalWriter.Open(
            new JournalOptions { Directory = directory },
            EngineProvenance.Of(options.Engine, options.Shard, epoch, options.Seed, options.Source, options.Waived),
            Guid.NewGuid(),
            TimeProvider.System);
        foreach (var torn in writer.Torn)
        {
            log.LogWarning("the torn tail of an earlier journal was cut: {Torn}", torn);
        }

        return new JournalOfRun(writer, log);
    }

    public void Dispose()
    {
        _writer.Dispose();
        if (_writer.Lost > 0 || _writer.Problem is not null)
        {
            _log.LogError("the journal is not whole: {Lost} records lost, {Problem}", _writer.Lost, _writer.Problem ?? "the disk did not follow");
        }
    }
}
