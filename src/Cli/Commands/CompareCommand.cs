using System.CommandLine;
using System.Globalization;
using PolyCloud.Cli.Supervision;
using PolyCloud.Cli.Up;
using PolyCloud.Exchange.Fills;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Reporting;

namespace PolyCloud.Cli.Commands;

/// <summary>`compare`: the same windows under several settings, a row each, as docs/backtest.md shows them.</summary>
internal static class CompareCommand
{
    /// <summary>Rows that a person still reads side by side.</summary>
    private const int VariantsMax = 32;

    private static readonly Option<string[]> With = new("--with")
    {
        Description = "Settings of one row, KEY=VALUE with commas between, on top of --set; given once a row. The first row is --set alone.", DefaultValueFactory = _ => [],
    };

    private static readonly Option<FillAssumption> Assumption = new("--assumption") { Description = "Whose fills are shown: pessimistic, realistic or optimistic.", DefaultValueFactory = _ => FillAssumption.Realistic };

    public static Command Create()
    {
        var command = new Command("compare", "Run the same windows through the backtest under several settings and print orders, fills, queue, mark-outs and result of each as Markdown. Own decisions change what is filled later: compare many windows.")
        {
            With, Assumption, Declared.Strategy,
        };
        foreach (var option in BacktestCommand.Inputs)
        {
            command.Add(option);
        }

        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string[] variants = ["", .. parsed.GetValue(With)!];
        if (variants.Length > VariantsMax)
        {
            throw new UsageException($"--with is given {variants.Length - 1} times; allowed is {VariantsMax - 1}.");
        }

        // Every row is read before the first is run.
        var options = variants.Select(variant => (Name: variant, Options: OptionsOf(parsed, variant))).ToList();
        using var signals = StopSignals.ForTerminal();
        Console.WriteLine("| settings | orders | fills | fills per order | shares ahead at entry | seconds rested | mark-out 1 s, ¢ | 5 s | 30 s | adverse after 5 s | result, $ |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, variant) in options)
        {
            var windows = parsed.GetValue(Declared.Windows);
            var (source, coverage) = BacktestCommand.SourceOf(parsed, variant, ref windows);
            var report = BacktestReport.Of(BacktestRunner.Run(source, variant, static _ => { }, signals.Token), variant, coverage);
            if (report.IsPartial)
            {
                return CommandLine.ExitFailed;
            }

            Console.WriteLine(Row(name, report.Assumptions[(int)parsed.GetValue(Assumption)]));
        }

        return CommandLine.ExitDone;
    }

    private static BacktestOptions OptionsOf(ParseResult parsed, string variant)
    {
        string[] strategy = parsed.GetValue(Declared.Strategy) is { } named ? ["engine.strategy=" + named] : [];
        var common = BacktestCommand.OptionsOf(parsed, strategy);
        return common with { Engine = EngineSettings.Change(common.Engine, variant.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) };
    }

    private static string Row(string name, AssumptionSummary summary)
    {
        var statistics = summary.Statistics;
        var markOuts = string.Join(" | ", statistics.MarkOuts.Select(static markOut => markOut.Mean.ToString("0.00", CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {(name.Length == 0 ? "as set" : "`" + name.Replace(",", "` `", StringComparison.Ordinal) + "`")} | {summary.OrdersPlaced} | {summary.Fills} | {summary.FillsPerOrder:0.000} | {statistics.AheadAtEntry.Mean:0} | {statistics.RestedSeconds.Mean:0.0} | {markOuts} | {100 * statistics.MarkOuts[1].NegativeShare:0} % | {summary.RealizedPnl} |");
    }
}
