using System.Diagnostics;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Bench.Journal;

/// <summary>Whether the disk follows the most inputs a second that a worker is built for, with the buffer a worker has.</summary>
internal static class SustainedFigure
{
    private const int InputsPerSecond = 32_000;

    public static void Print(int seconds)
    {
        using var scratch = new ScratchDirectory();
        using var journal = scratch.Open(FullBuffer.PauseQuoting);
        var engine = new JournaledEngine(new TradingEngine(new EngineOptions()), new StepJournal(journal));
        var effects = new EffectBuffer();
        var backlog = 0L;
        var behind = 0L;
        var began = Stopwatch.GetTimestamp();
        var inputs = 0L;
        while (inputs < (long)seconds * InputsPerSecond)
        {
            var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * InputsPerSecond);
            for (; inputs < due; inputs++)
            {
                effects.Clear();
                engine.OnTrade(new Timestamp(inputs), new MarketId(0), new TradePrint(Outcome.Up, Side.Buy, Price.Cents(40), Size.Shares(5), new Timestamp(inputs)), effects);
            }

            backlog = Math.Max(backlog, journal.Backlog);
            behind += engine.IsJournalKeeping ? 0 : 1;
            Thread.Sleep(1);
        }

        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        JournalFigures.Say($"sustained   {inputs} inputs in {took:0.0} s ({inputs / took:0}/s), {journal.Lost} lost, behind {behind} times, backlog at most {backlog} bytes of {new JournalOptions { Directory = "." }.BufferBytes}");
    }
}
