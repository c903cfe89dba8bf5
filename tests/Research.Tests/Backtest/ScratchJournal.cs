using PolyCloud.Engine;
using PolyCloud.Research.Tests.Replay;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Research.Tests.Backtest;

/// <summary>A directory for the journal of one run under virtual time; gone after the test.</summary>
internal sealed class ScratchJournal : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-ledger-");

    public JournalRun Run => JournaledRun.Only(_directory.FullName);

    public JournalWriter Open(EngineOptions engine) => JournalWriter.Open(
        new JournalOptions { Directory = _directory.FullName, WhenFull = FullBuffer.Wait }, EngineProvenance.Of(engine, "0", 1, "7", "generated", []), Guid.NewGuid(), TimeProvider.System);

    public void Dispose() => _directory.Delete(recursive: true);
}
