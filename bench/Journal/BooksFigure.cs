using PolyCloud.Bench.Traces;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Bench.Journal;

/// <summary>The trace as a journal, many times over: reading, checking and applying its records, without a strategy behind them.</summary>
internal static class BooksFigure
{
    private const int Passes = 100;

    private const int Rounds = 5;

    public static void Print()
    {
        using var scratch = new ScratchDirectory();
        using (var journal = scratch.Open(FullBuffer.Wait))
        {
            Write(new JournaledEngine(new TradingEngine(new EngineOptions()), new StepJournal(journal)));
        }

        var best = 0.0;
        foreach (var run in JournalDirectory.Open(scratch.Path).Runs)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var (records, seconds) = BookOnlyReplay.Run(run);
                best = Math.Max(best, records / seconds);
                JournalFigures.Say($"books       {records} records, {records / seconds:0} records a second of one core's time");
            }
        }

        JournalFigures.Say($"books       best of {Rounds}: {best / 1e6:0.00} million records/s a core (goal 2.5)");
    }

    private static void Write(JournaledEngine engine)
    {
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
}
