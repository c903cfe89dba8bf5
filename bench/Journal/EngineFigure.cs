using PolyCloud.Engine;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Backtest.Sources;
using PolyCloud.Research.Replay;

namespace PolyCloud.Bench.Journal;

/// <summary>Journal records through the engine with strategy and risk; and windows through engine, queue and latency models, as a backtest has them.</summary>
internal static class EngineFigure
{
    private const int Rounds = 3;

    /// <summary>Fill assumptions of a backtest: each window passes the engine so many times.</summary>
    private static readonly int Assumptions = Enum.GetValues<FillAssumption>().Length;

    public static void Print(int windows)
    {
        using var journal = new SimulatedJournal(windows);
        for (var round = 0; round < Rounds; round++)
        {
            var began = ThreadTime.Now();
            var result = JournalReplay.Run(journal.Run);
            var seconds = (ThreadTime.Now() - began).TotalSeconds;
            JournalFigures.Say($"engine      replay with decisions compared: {result.Steps} records, {result.Steps / seconds:0} a second of one core's time, {(double)result.WithoutEffect / result.Steps:P1} without effect, equal {result.IsEqual}");
        }

        List<WindowTape> tapes = [.. new GeneratedWindows(7, windows).Windows()];
        foreach (var (name, engine) in Engines)
        {
            for (var round = 0; round < Rounds; round++)
            {
                Backtest(tapes, name, new BacktestOptions { Engine = engine, Cores = 1 });
            }
        }
    }

    private static (string Name, EngineOptions Engine)[] Engines =>
        [("asymmetric", new EngineOptions()), ("bilateral-maker", new EngineOptions { Strategy = "bilateral-maker" })];

    private static void Backtest(List<WindowTape> tapes, string name, BacktestOptions options)
    {
        var began = ThreadTime.Now();
        List<WindowResult> results = [.. tapes.Select(tape => BacktestRunner.Run(tape, options))];
        var seconds = (ThreadTime.Now() - began).TotalSeconds;
        var runs = results.SelectMany(static result => result.Assumed).ToList();
        var inputs = runs.Sum(static run => run.Inputs);
        JournalFigures.Say($"engine      {name} with queue and latency, {Assumptions} assumptions: {inputs} inputs, {inputs / seconds / 1e6:0.00} million a second of one core's time (goal 0.5), {runs.Sum(static run => run.InputsWithoutEffect) / (double)inputs:P1} without effect");
    }
}
