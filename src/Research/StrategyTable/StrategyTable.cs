using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Regimes;

namespace PolyCloud.Research.StrategyTable;

/// <summary>
/// Every strategy in every kind of simulated market. The brakes that would end a run early (losses in a row, a day's loss, drawdown) are
/// off, so that every window counts; the limits on positions are not.
/// </summary>
public static class StrategyTable
{
    /// <summary>2026-11-03 14:00:00 UTC, as other generated runs.</summary>
    private static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_793_714_400);

    /// <summary>Markets of the events that a strategy of events trades; the table counts each as a window.</summary>
    private const int EventOutcomes = 4;

    /// <summary>A Markdown table, a line for each strategy and regime, told as soon as it and all before it are known.</summary>
    /// <returns>Runs that broke an invariant or left an order behind.</returns>
    public static long Run(StrategyTableOptions options, Action<string> say)
    {
        var cells = (from strategy in options.Strategies from regime in options.Regimes select (Strategy: strategy, Regime: regime)).ToArray();
        var rows = new StrategyRow?[cells.Length];
        var kept = new KeptRuns(options.KeptRuns);
        say($"{options.Windows} windows a run, seeds {options.Seeds[0]} to {options.Seeds[^1]}, brakes off.\n\n{StrategyRow.Header.ReplaceLineEndings("\n")}");

        // Runs share nothing: in parallel they end as they would one after the other.
        var (told, gate) = (0, new Lock());
        Parallel.For(0, cells.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Cores }, index =>
        {
            var (strategy, regime) = cells[index];
            var row = new StrategyRow(strategy, regime.Name, [.. options.Seeds.Select(seed =>
                kept.Get(KeptRuns.KeyOf(options, strategy, regime.Name, seed), () => Run(options, strategy, regime, seed)))]);
            lock (gate)
            {
                rows[index] = row;
                for (; told < rows.Length && rows[told] is { } next; told++)
                {
                    say(next.ToString());
                }
            }
        });
        say("\n" + string.Join('\n', options.Regimes.Select(regime => $"- {regime.Name}: {regime.Meaning}")));
        return rows.Sum(row => row!.Breaches);
    }

    /// <summary>The settings of a run: as given, with the brakes off.</summary>
    public static EngineOptions WithoutBrakes(EngineOptions engine, string strategy) => engine with
    {
        Strategy = strategy,
        Risk = engine.Risk with
        {
            MaximumConsecutiveLosses = 1_000,
            MaximumDailyLoss = Money.Dollars(1_000_000),
            BotCapital = Money.Dollars(1_000_000),
            Capital = Money.Dollars(10_000_000),
        },
    };

    private static RunSummary Run(StrategyTableOptions options, string strategy, MarketRegime regime, ulong seed) =>
        InProcessSimulation.Run(new InProcessOptions
        {
            Seed = seed,
            FirstOpens = FirstOpens,
            LastCloses = FirstOpens + Duration.FromSeconds(300L * options.Windows),
            Windows = options.Windows,
            EventOutcomes = StrategyCatalog.TradesEvents(strategy) ? EventOutcomes : null,
            Engine = WithoutBrakes(options.Engine, strategy),
            Regime = regime,
        });
}
