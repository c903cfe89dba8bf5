using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PolyCloud.Cli.Supervision;
using PolyCloud.Cli.Up;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills.Latency;
using PolyCloud.Exchange.Fills.Queues;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Backtest.Sources;
using PolyCloud.Research.Importing;
using PolyCloud.Research.Reporting;

namespace PolyCloud.Cli.Commands;

/// <summary>`backtest`: windows through the engine and the paper exchange, three fill assumptions side by side, and a report.</summary>
internal static class BacktestCommand
{
    private const int GeneratedByDefault = 12;

    /// <summary>Lines a person reads; the report has all.</summary>
    private const int ReasonsShown = 12;

    private const int DamageShown = 3;

    private static readonly Option<string?> Data = new("--data") { Description = "With --source recorded: a recording, or a directory of them and of further directories. What cannot be played is named in the report." };

    private static readonly Option<string> Report = new("--report") { Description = "Directory for report.json and report.html.", DefaultValueFactory = _ => "out" };

    private static readonly Option<string> Queue = new("--queue")
    {
        Description = "What cancels do to a place in the queue: behind (they come from behind), proportional (default), or power:N (N 1 to 5).", DefaultValueFactory = _ => "proportional",
    };

    private static readonly Option<string?> LatencyFrom = new("--latency-from") { Description = "A file of recorded delays to draw from, a line each: milliseconds to the venue, a comma, milliseconds back." };

    private static readonly Option<int> Cores = new("--cores") { Description = "Windows run at once (1 to 64). The result is the same for each.", DefaultValueFactory = _ => Environment.ProcessorCount };

    /// <summary>What is run, and how: the same for `compare`.</summary>
    public static IReadOnlyList<Option> Inputs { get; } =
        [Declared.Source, Declared.Seed, Declared.Windows, Data, Queue, LatencyOption.Declared, LatencyFrom, Cores, Declared.Waive, Declared.Set];

    public static Command Create()
    {
        var command = new Command("backtest", "Run windows through the engine with order latency, queue position, taker hold and fees, under three fill assumptions side by side, and write a report. Ctrl-C leaves a report of what is done, marked as partial.")
        {
            Report,
        };
        foreach (var option in Inputs)
        {
            command.Add(option);
        }

        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var windows = parsed.GetValue(Declared.Windows);
        var options = OptionsOf(parsed, []);
        var (source, coverage) = SourceOf(parsed, options, ref windows);
        using var signals = StopSignals.ForTerminal();
        var progress = new BacktestProgress(windows);
        var began = Stopwatch.GetTimestamp();
        BacktestReport report;
        try
        {
            var result = BacktestRunner.Run(source, options, progress.Done, signals.Token);
            report = BacktestReport.Of(result, options, coverage);
            ReportFiles.Write(report, parsed.GetValue(Report)!);
        }
        catch (AggregateException problem) when (problem.InnerExceptions.All(IsOfTheData))
        {
            throw new CommandFailedException(problem.InnerExceptions[0].Message);
        }
        catch (Exception problem) when (IsOfTheData(problem))
        {
            throw new CommandFailedException(problem.Message);
        }

        BacktestProgress.End();
        Print(report, parsed.GetValue(Report)!, Stopwatch.GetElapsedTime(began));
        return report.Windows.Count > 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static bool IsOfTheData(Exception problem) => problem is IOException or FormatException or NotSupportedException or UnauthorizedAccessException or InvalidDataException;

    /// <exception cref="UsageException">There is no such data.</exception>
    public static (IWindowSource Source, ImportCoverage Coverage) SourceOf(ParseResult parsed, BacktestOptions options, ref int? windows)
    {
        if (parsed.GetValue(Declared.Source) == "generated")
        {
            windows ??= GeneratedByDefault;
            return (new GeneratedWindows((ulong)parsed.GetValue(Declared.Seed), windows.Value), new ImportCoverage());
        }

        var path = parsed.GetValue(Data) ?? throw new UsageException("--source recorded needs --data: a recording, or a directory of them.");
        try
        {
            var playable = new PlayableWindows(RecordingFormats.Open(path), options.Engine.Signals.RequireOracle, windows ?? int.MaxValue);
            return (playable, playable.Coverage);
        }
        catch (FileNotFoundException)
        {
            throw new UsageException($"--data is {path}; there is nothing.");
        }
    }

    /// <param name="more">Settings ahead of the command line's own.</param>
    /// <exception cref="UsageException">An option or setting is outside its range.</exception>
    public static BacktestOptions OptionsOf(ParseResult parsed, IReadOnlyList<string> more)
    {
        var cores = parsed.GetValue(Cores);
        if (cores is < 1 or > 64)
        {
            throw new UsageException($"--cores is {cores}; allowed is 1 to 64.");
        }

        return new BacktestOptions
        {
            Engine = EngineSettings.Read([.. more, .. parsed.GetValue(Declared.Set) ?? []], parsed.GetValue(Declared.Waive) ?? []),
            Queue = QueueOf(parsed.GetValue(Queue)!),
            Latency = LatencyOf(parsed),
            Seed = (ulong)parsed.GetValue(Declared.Seed),
            Cores = cores,
        };
    }

    private static IQueueModel QueueOf(string text) => text switch
    {
        "behind" => new CancelsFromBehind(),
        "proportional" => new ProportionalCancels(),
        ['p', 'o', 'w', 'e', 'r', ':', var digit and >= '1' and <= '5'] => new PowerCancels(digit - '0'),
        _ => throw new UsageException($"--queue is '{text}'; allowed is behind, proportional or power:1 to power:5."),
    };

    private static Func<DeterministicRandom, ILatencyModel> LatencyOf(ParseResult parsed)
    {
        if (parsed.GetValue(LatencyFrom) is { } path)
        {
            var (entries, responses) = LatencyFile.Read(path);
            return random => new SampledLatency(entries, responses, random);
        }

        var model = LatencyOption.Of(parsed, feedDelay: 0);
        return _ => model;
    }

    private static void Print(BacktestReport report, string directory, TimeSpan elapsed)
    {
        if (report.Windows.Count == 0 && !report.IsPartial)
        {
            Say($"nothing could be played:");
            Print(report.Coverage);
            return;
        }

        Say($"{report.Windows.Count} windows in {elapsed.TotalSeconds:0.0} s{(report.IsPartial ? ", PARTIAL: stopped before the last" : "")}");
        foreach (var assumed in report.Assumptions)
        {
            Say($"  {assumed.Assumption,-12} result {assumed.RealizedPnl} $, {assumed.Fills} fills of {assumed.OrdersPlaced} orders, fees {assumed.Fees} $, mark-out after 5 s {assumed.Statistics.MarkOuts[1].Mean:0.00} cents");
        }

        Say($"  {report.Assumptions.Sum(static one => one.Inputs) / Math.Max(elapsed.TotalSeconds, 1e-9):0} inputs/s, golden hash {report.GoldenHash}");
        Print(report.Coverage);
        Say($"report: {Path.GetFullPath(Path.Combine(directory, "report.html"))}");
    }

    /// <summary>What was left out, a line for reasons that differ in numbers only; the report names each.</summary>
    private static void Print(CoverageRow coverage)
    {
        foreach (var alike in coverage.Skipped.Concat(coverage.Unused).GroupBy(static note => string.Concat(note.Why.Where(static character => !char.IsAsciiDigit(character)))).Take(ReasonsShown))
        {
            var first = alike.First();
            var more = alike.Count() - 1;
            Say($"  left out: {first.Name}{(more > 0 ? $" and {more} more" : "")}: {first.Why}");
        }

        foreach (var note in coverage.Damage.Take(DamageShown))
        {
            Say($"  damaged: {note.Why}");
        }

        if (coverage.WindowsSkipped + coverage.FilesUnused + coverage.RecordsSkipped > 0)
        {
            Say($"  left out in all: {coverage.WindowsSkipped} windows, {coverage.FilesUnused} files, {coverage.RecordsSkipped} records; the report names them");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
