using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;
using PolyCloud.Storage.Journal.Reading;

namespace PolyCloud.Bench.Journal;

/// <summary>The journal of simulated windows in which a maker quotes both sides; gone afterwards.</summary>
internal sealed class SimulatedJournal : IDisposable
{
    private static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_793_714_400);

    private readonly ScratchDirectory _scratch = new();

    public SimulatedJournal(int windows)
    {
        InProcessSimulation.Run(new InProcessOptions
        {
            Seed = 7,
            FirstOpens = FirstOpens,
            LastCloses = FirstOpens + Duration.FromSeconds(300L * windows),
            Windows = windows,
            Engine = new EngineOptions { Strategy = "bilateral-maker" },
            JournalDirectory = _scratch.Path,
        });
        Run = JournalDirectory.Open(_scratch.Path).Runs[0];
    }

    public JournalRun Run { get; }

    public void Dispose() => _scratch.Dispose();
}
