using System.Diagnostics;
using PolyCloud.Bench.Frames;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Replay;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Bench.Journal;

/// <summary>What the journal costs the engine's thread, whether the disk follows 32 000 inputs a second, and how fast a journal is replayed.</summary>
internal static class JournalFigures
{
    private const int InputsPerSecond = 32_000;

    /// <param name="arguments">Seconds of the sustained run, and a journal directory to replay.</param>
    public static void Run(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], System.Globalization.CultureInfo.InvariantCulture) : 10;
        AppendCost();
        Sustained(seconds);
        RawFrames();
        TraceReplay();
        if (arguments.Length > 1)
        {
            Replays(arguments[1]);
        }
    }

    /// <summary>The same input with and without a journal; the difference is the journal's.</summary>
    private static void AppendCost()
    {
        const int Inputs = 400_000;
        using var scratch = new Scratch();
        using var journal = Open(scratch.Path);
        var bare = new JournaledEngine(new TradingEngine(new EngineOptions()), null);
        var kept = new JournaledEngine(new TradingEngine(new EngineOptions()), new StepJournal(journal));
        var effects = new EffectBuffer();
        for (var round = 0; round < 3; round++)
        {
            var without = NanosecondsPerInput(bare, effects, Inputs);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var with = NanosecondsPerInput(kept, effects, Inputs);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Console.WriteLine($"journal append, engine thread   {with - without:0} ns per input ({with:0} with, {without:0} without), {(double)allocated / Inputs:0.00} bytes allocated, {journal.Lost} lost");
        }
    }

    private static double NanosecondsPerInput(JournaledEngine engine, EffectBuffer effects, int inputs)
    {
        BookDelta[] deltas = [new(Outcome.Up, Side.Buy, Price.Cents(40), Size.Shares(5)), new(Outcome.Down, Side.Sell, Price.Cents(60), Size.Shares(5))];
        var began = Stopwatch.GetTimestamp();
        for (var input = 0; input < inputs; input++)
        {
            effects.Clear();
            engine.OnBookDeltas(new Timestamp(input), new MarketId(0), new Timestamp(input), deltas, effects);
        }

        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / inputs;
    }

    private static void Sustained(int seconds)
    {
        using var scratch = new Scratch();
        using var journal = Open(scratch.Path);
        var engine = new JournaledEngine(new TradingEngine(new EngineOptions()), new StepJournal(journal));
        var effects = new EffectBuffer();
        var backlog = 0L;
        var began = Stopwatch.GetTimestamp();
        var inputs = 0;
        while (inputs < seconds * InputsPerSecond)
        {
            var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * InputsPerSecond);
            for (; inputs < due; inputs++)
            {
                effects.Clear();
                engine.OnTrade(new Timestamp(inputs), new MarketId(0), new TradePrint(Outcome.Up, Side.Buy, Price.Cents(40), Size.Shares(5), new Timestamp(inputs)), effects);
            }

            backlog = Math.Max(backlog, journal.Backlog);
            Thread.Sleep(1);
        }

        Console.WriteLine($"{InputsPerSecond} inputs/s for {seconds} s    {inputs} inputs, {journal.Lost} lost, backlog at most {backlog} bytes");
    }

    private static void RawFrames()
    {
        var frames = TraceFile.Read(TraceFile.Locate());
        Console.WriteLine($"raw JSON frames to books, one core  {FrameRate.Run(frames).FramesPerSecond:0} frames/s");
    }

    /// <summary>The trace as a journal, many times over: its books without a strategy behind them.</summary>
    private static void TraceReplay()
    {
        const int Passes = 100;
        using var scratch = new Scratch();
        using (var journal = Open(scratch.Path))
        {
            var engine = new JournaledEngine(new TradingEngine(new EngineOptions()), new StepJournal(journal));
            var effects = new EffectBuffer();
            var events = TraceEvent.Decode(TraceFile.Read(TraceFile.Locate()));
            for (var pass = 0; pass < Passes; pass++)
            {
                foreach (var each in events)
                {
                    effects.Clear();
                    Step(engine, each, effects);
                }
            }
        }

        foreach (var run in JournalDirectory.Open(scratch.Path).Runs)
        {
            for (var round = 0; round < 3; round++)
            {
                BookOnly(run);
            }
        }
    }

    private static void Step(JournaledEngine engine, TraceEvent each, EffectBuffer effects)
    {
        var market = new MarketId(0);
        if (each.Book is { } outcome)
        {
            engine.OnBookSnapshot(each.VenueTime, market, outcome, each.VenueTime, each.Bids, each.Asks, effects);
        }
        else if (each.Trade is { } print)
        {
            engine.OnTrade(each.VenueTime, market, print, effects);
        }
        else
        {
            engine.OnBookDeltas(each.VenueTime, market, each.VenueTime, each.Deltas, effects);
        }
    }

    private static void Replays(string directory)
    {
        foreach (var run in JournalDirectory.Open(directory).Runs)
        {
            for (var round = 0; round < 3; round++)
            {
                var began = Stopwatch.GetTimestamp();
                var result = JournalReplay.Run(run);
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                Console.WriteLine($"full engine replay, one core    {result.Steps / seconds:0} records/s, {(double)result.WithoutEffect / Math.Max(1, result.Steps):P1} without effect, equal {result.IsEqual}");
                BookOnly(run);
            }
        }
    }

    /// <summary>Reading, checking and applying book inputs only.</summary>
    private static void BookOnly(JournalRun run)
    {
        var (records, seconds) = BookOnlyReplay.Run(run);
        Console.WriteLine($"book-only replay, one core      {records / seconds:0} records/s");
    }

    private static JournalWriter Open(string directory) => JournalWriter.Open(
        new JournalOptions { Directory = directory, BufferBytes = 256 * 1024 * 1024 },
        new JournalProvenance { Content = "engine", Run = "bench" }, Guid.NewGuid(), TimeProvider.System);

    private sealed class Scratch : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-bench-");

        public string Path => _directory.FullName;

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
