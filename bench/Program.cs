using BenchmarkDotNet.Running;
using PolyCloud.Bench.Api;
using PolyCloud.Bench.Journal;
using PolyCloud.Bench.Percentiles;
using PolyCloud.Bench.Runs;
using PolyCloud.Bench.Traces;
using PolyCloud.Bench.Workflows;

switch (args.FirstOrDefault())
{
    case "percentiles":
        PercentileRun.Print(TraceFile.Read(TraceFile.Locate()), Console.Out);
        return 0;
    case "peers":
        return PeerRun.Print(Console.Out) + BookPeer.Print(Console.Out) == 0 ? 0 : 1;
    case "books":
        return BookPeer.Print(Console.Out);
    case "trace":
        TraceFile.Write(TraceFile.Locate(), TraceGenerator.Generate(TraceFile.Seed, TraceFile.PriceChanges));
        return 0;
    case "benchmarks":
        BenchmarkSwitcher.FromAssembly(typeof(TraceFile).Assembly).Run(args[1..]);
        return 0;
    case "runs":
        await RunFigures.RunAsync(args[1..]);
        return 0;
    case "journal":
        return JournalFigures.Run(args[1..]);
    case "workflows":
        await WorkflowFigures.RunAsync(args[1..]);
        return 0;
    case WorkflowFigures.HoldCommand:
        await WorkflowFigures.HoldAsync(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case "api":
        await ApiFigures.RunAsync(args[1..]);
        return 0;
    case ServedMarkets.Command:
        await ServedMarkets.ServeAsync(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), args[2]);
        return 0;
    case "histories":
        await HistoryFigures.RunAsync();
        return 0;
    case "kill-switch":
        return await KillSwitchFigures.RunAsync(args[1..]);
    case "dashboard":
        await DashboardFigures.RunAsync(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine(
            $"""
            usage: dotnet run -c Release --project bench -- <command>
              percentiles              replays the committed trace; p50, p99, max and bytes per operation
              benchmarks --filter '*'  BenchmarkDotNet
              runs [WINDOWS]           the built program: time to the first order, memory, windows a second
              journal [ROW [NUMBER]]   all of the rows below, or one
            {JournalFigures.Usage}
              workflows [LIVE] [SPREAD] [CONNECTION]
                                       the embedded runtime: lateness, burst, memory, recovery after SIGKILL
              dashboard [PAGES] [SECONDS]
                                       the built program: what open pages cost its worker, and how often they beat
              api [SECONDS [MARKETS]]  the built program under 200 reads a second and 50 stream clients, engine steps with and without;
                                       or the same API over an engine that quotes so many markets of made-up books
              histories                a year of histories in the embedded store: milliseconds a question
              kill-switch [RUNS]       the built program under load: request to clear, also with control plane or worker dead
              books                    raw frames into books, here and in node with JSON.parse and Map, and the ratio
              peers                    the same, and the signer beside the venue's official SDK in node
              trace                    writes the committed trace again from its seed
            """);
        return 2;
}
