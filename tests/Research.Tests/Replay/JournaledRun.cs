using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Tests.InProcess;
using PolyCloud.Storage.Journal.Reading;

namespace PolyCloud.Research.Tests.Replay;

/// <summary>One simulated window, journaled: made once, and copied by who wants to damage it.</summary>
public sealed class JournaledRun : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-replay-");

    public JournaledRun() => Summary = Make(Path, seed: 7, Eager);

    /// <summary>The entry rests behind the touch, so that there is much to decide.</summary>
    public static EngineOptions Eager => new() { Asymmetric = new AsymmetricOptions { RestBehindTouch = Price.Cents(2) } };

    public string Path => _directory.FullName;

    public RunSummary Summary { get; }

    public static RunSummary Make(string directory, ulong seed, EngineOptions engine) => InProcessSimulation.Run(new InProcessOptions
    {
        Seed = seed,
        FirstOpens = NodeWorld.FirstOpens,
        LastCloses = NodeWorld.FirstOpens + Duration.FromSeconds(300),
        Windows = 1,
        Engine = engine,
        JournalDirectory = directory,
    });

    public static JournalRun Only(string directory) => Assert.Single(JournalDirectory.Open(directory).Runs);

    public JournalRun Run => Only(Path);

    /// <summary>A copy that may be damaged.</summary>
    public string Copy()
    {
        var copy = _directory.CreateSubdirectory("copy-" + Guid.NewGuid().ToString("N"));
        foreach (var file in _directory.GetFiles("*.journal"))
        {
            file.CopyTo(System.IO.Path.Combine(copy.FullName, file.Name));
        }

        return copy.FullName;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
