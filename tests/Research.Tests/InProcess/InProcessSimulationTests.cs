using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Research.Tests.InProcess;

public sealed class InProcessSimulationTests
{
    [Fact]
    public void The_same_seed_gives_the_same_trace_and_another_seed_another()
    {
        var first = Run(7);
        var again = Run(7);
        Assert.Equal(first.TraceHash, again.TraceHash);
        Assert.Equal(0, first.OpenOrdersAtEnd);
        Assert.Equal(1, first.Windows);
        Assert.Equal(64, first.TraceHash!.Length);
        Assert.NotEqual(first.TraceHash, Run(8).TraceHash);
    }

    private static RunSummary Run(ulong seed) => InProcessSimulation.Run(new InProcessOptions
    {
        Seed = seed,
        FirstOpens = NodeWorld.FirstOpens,
        LastCloses = NodeWorld.FirstOpens + Duration.FromSeconds(300),
        Windows = 1,
        Engine = new EngineOptions(),
    });
}
