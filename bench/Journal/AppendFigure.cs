using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Bench.Journal;

/// <summary>The same input with and without a journal: the difference is the journal's.</summary>
internal static class AppendFigure
{
    private const int Rounds = 5;

    /// <summary>At most what the default buffer takes at once, so that the disk has no part in it.</summary>
    private const int Inputs = 100_000;

    public static void Print()
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            using var scratch = new ScratchDirectory();
            using var journal = scratch.Open(FullBuffer.PauseQuoting);
            var without = NanosecondsPerInput(new JournaledEngine(new TradingEngine(new EngineOptions()), null), out _);
            var with = NanosecondsPerInput(new JournaledEngine(new TradingEngine(new EngineOptions()), new StepJournal(journal)), out var allocated);
            best = Math.Min(best, with - without);
            JournalFigures.Say($"append      {with - without:0} ns of processor an input ({with:0} with, {without:0} without), {(double)allocated / Inputs:0.00} bytes allocated, {journal.Lost} lost");
        }

        JournalFigures.Say($"append      best of {Rounds}: {best:0} ns (goal 200)");
    }

    private static double NanosecondsPerInput(JournaledEngine engine, out long allocated)
    {
        BookDelta[] deltas = [new(Outcome.Up, Side.Buy, Price.Cents(40), Size.Shares(5)), new(Outcome.Down, Side.Sell, Price.Cents(60), Size.Shares(5))];
        var effects = new EffectBuffer();
        allocated = GC.GetAllocatedBytesForCurrentThread();
        var began = ThreadTime.Now();
        for (var input = 0; input < Inputs; input++)
        {
            effects.Clear();
            engine.OnBookDeltas(new Timestamp(input), new MarketId(0), new Timestamp(input), deltas, effects);
        }

        var nanoseconds = (ThreadTime.Now() - began).TotalNanoseconds / Inputs;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return nanoseconds;
    }
}
