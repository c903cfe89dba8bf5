using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Regimes;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.Scenarios;

/// <summary>One strategy in one kind of market, the whole system under virtual time.</summary>
internal static class ScenarioRun
{
    public static RunSummary Of(string strategy, string regime, int windows = 1, ulong seed = 3, EngineOptions? engine = null) =>
        InProcessSimulation.Run(new InProcessOptions
        {
            Seed = seed,
            FirstOpens = NodeWorld.FirstOpens,
            LastCloses = NodeWorld.FirstOpens + Duration.FromSeconds(300L * windows),
            Windows = windows,
            Engine = PolyCloud.Research.StrategyTable.StrategyTable.WithoutBrakes(engine ?? new EngineOptions(), strategy),
            Regime = MarketRegimes.Find(regime) ?? throw new ArgumentException($"There is no regime '{regime}'.", nameof(regime)),
        });

    /// <summary>Every strategy of the catalogue in every regime.</summary>
    public static TheoryData<string, string> Everywhere()
    {
        var data = new TheoryData<string, string>();
        foreach (var strategy in StrategyCatalog.Names)
        {
            foreach (var regime in MarketRegimes.All)
            {
                data.Add(strategy, regime.Name);
            }
        }

        return data;
    }
}
