using System.CommandLine;
using PolyCloud.Cli.Up;
using PolyCloud.Engine.Strategies;
using PolyCloud.Research.Regimes;
using PolyCloud.Research.StrategyTable;

namespace PolyCloud.Cli.Commands;

/// <summary>`strategies`: every strategy in every kind of market, as docs/strategies.md shows them.</summary>
internal static class StrategiesCommand
{
    private static readonly Option<int> Windows = new("--windows") { Description = "Windows of each run (1 to 1000).", DefaultValueFactory = _ => 20 };

    private static readonly Option<string> Seeds = new("--seeds") { Description = "Seeds of the runs: one, or FIRST..LAST.", DefaultValueFactory = _ => "1" };

    private static readonly Option<string[]> Regimes = new("--regime") { Description = "A kind of market; may be given several times. Default: all." };

    private static readonly Option<string?> Keep = new("--keep") { Description = "File that gets a line for every run as it ends. Runs of the same program and settings that it has are not run again: a table that was broken off goes on." };

    private static readonly Option<int> Cores = new("--cores") { Description = "Runs at once (1 to 64).", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Create()
    {
        var command = new Command("strategies", "Run every strategy in every kind of simulated market and print profit, fills, exposure and mark-outs as Markdown.")
        {
            Windows, Seeds, Declared.Strategy, Regimes, Keep, Cores, Declared.Set,
        };
        command.SetAction(parsed =>
        {
            var windows = parsed.GetValue(Windows);
            if (windows is < 1 or > 1000)
            {
                throw new UsageException($"--windows is {windows}; allowed is 1 to 1000.");
            }

            var cores = parsed.GetValue(Cores);
            if (cores is < 1 or > 64)
            {
                throw new UsageException($"--cores is {cores}; allowed is 1 to 64.");
            }

            var options = new StrategyTableOptions
            {
                Windows = windows,
                Seeds = SeedOption.Read("--seeds", parsed.GetValue(Seeds)!),
                Strategies = ReadStrategies(parsed.GetValue(Declared.Strategy)),
                Regimes = [.. (parsed.GetValue(Regimes) is { Length: > 0 } named ? named : MarketRegimes.All.Select(regime => regime.Name)).Select(ReadRegime)],
                Engine = EngineSettings.Read(parsed.GetValue(Declared.Set) ?? [], []),
                KeptRuns = parsed.GetValue(Keep),
                Cores = cores,
            };
            return StrategyTable.Run(options, Console.WriteLine) == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
        });
        return command;
    }

    private static IReadOnlyList<string> ReadStrategies(string? list)
    {
        string[] names = [.. list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? StrategyCatalog.Names];
        var unknown = names.FirstOrDefault(name => !StrategyCatalog.Names.Contains(name));
        return unknown is null ? names : throw new UsageException($"--strategy names '{unknown}'; allowed is {string.Join(", ", StrategyCatalog.Names)}.");
    }

    private static MarketRegime ReadRegime(string name) => MarketRegimes.Find(name)
        ?? throw new UsageException($"--regime is '{name}'; allowed is {string.Join(", ", MarketRegimes.All.Select(regime => regime.Name))}.");
}
