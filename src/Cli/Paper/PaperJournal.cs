using System.Globalization;
using PolyCloud.Engine;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Cli.Paper;

/// <summary>The journal of a paper run, for `replay`, `stress` and `journal`.</summary>
internal sealed class PaperJournal : IDisposable
{
    private readonly JournalWriter _writer;

    private PaperJournal(JournalWriter writer)
    {
        _writer = writer;
        Steps = new StepJournal(writer);
    }

    public StepJournal Steps { get; }

    /// <summary>Records the disk did not take; anything but zero is a journal that is not whole.</summary>
    public long Lost => _writer.Lost;

    /// <summary>Null where none is wanted.</summary>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The directory is in use, cannot be written, or holds a paper run already.</exception>
    public static PaperJournal? Open(string? directory, EngineOptions engine) => directory is null ? null : new PaperJournal(JournalWriter.Open(
        new JournalOptions { Directory = Path.GetFullPath(directory) },
        EngineProvenance.Of(engine, "paper", 1, 0UL.ToString(CultureInfo.InvariantCulture), "paper", []),
        Guid.NewGuid(),
        TimeProvider.System));

    public void Dispose() => _writer.Dispose();
}
