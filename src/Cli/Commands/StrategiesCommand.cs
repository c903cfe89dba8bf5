using System.CommandLine;
using System.Globalization;
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

    public static Command Create()
    {
        var command = new Command("strategies", "Run every strategy in every kind of simulated market and print profit, fills, exposure and mark-outs as Markdown.")
        {
            Windows, Seeds, Declared.Strategy, Regimes, Declared.Set,
        };
        command.SetAction(parsed =>
        {
            var windows = parsed.GetValue(Windows);
            if (windows is < 1 or > 1000)
            {
                throw new UsageException($"--windows is {windows}; allowed is 1 to 1000.");
            }

            Console.WriteLine(StrategyTable.Run(new StrategyTableOptions
            {
                Windows = windows,
                Seeds = ReadSeeds(parsed.GetValue(Seeds)!),
                Strategies = ReadStrategies(parsed.GetValue(Declared.Strategy)),
                Regimes = [.. (parsed.GetValue(Regimes) is { Length: > 0 } named ? named : MarketRegimes.All.Select(regime => regime.Name)).Select(ReadRegime)],
                Engine = EngineSettings.Read(parsed.GetValue(Declared.Set) ?? [], []),
            }));
        });
        return command;
    }

    private static IReadOnlyList<ulong> ReadSeeds(string text)
    {
        var parts = text.Split("..");
        if (parts.Length <= 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ulong.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last >= first && last - first < 100)
        {
            return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(offset => first + (ulong)offset)];
        }

        throw new UsageException($"--seeds is '{text}'; allowed is a number, or FIRST..LAST of at most 100 seeds.");
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
