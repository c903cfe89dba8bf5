using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Inputs;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Tests.Backtest;

/// <summary>The market's side of a journaled run of one window as a tape, and the run's own fills by plain addition.</summary>
internal sealed class JournalTape
{
    private readonly Dictionary<(Guid, long), Fill> _fills = [];
    private readonly DecodeRoom _room = new();
    private TapeBuilder? _tape;
    private MarketSpec? _spec;
    private MarketId _market;
    private (Timestamp At, Outcome Winner)? _resolved;

    private JournalTape()
    {
    }

    public WindowTape Tape { get; private set; } = null!;

    /// <summary>What the run's own fills and the winner add up to.</summary>
    public Money Settled { get; private set; }

    public static JournalTape Of(JournalRun run)
    {
        var made = new JournalTape();
        using var reader = new JournalReader(run);
        while (reader.TryRead(out var entry))
        {
            if (entry.Kind == JournalRecordKind.Step)
            {
                made.Take(StepRecord.Read(entry.Payload, made._room));
            }
        }

        var (at, winner) = made._resolved!.Value;
        made.Tape = made._tape!.Build(new TapeProvenance { Source = run.Name }, winner, WinnerSource.Official, at);
        var ledger = new OwnLedger(made._spec!.Fees);
        foreach (var fill in made._fills.Values.Where(static fill => fill.Status != FillStatus.Failed))
        {
            ledger.Take(fill);
        }

        made.Settled = ledger.Settled(winner);
        return made;
    }

    private void Take(in StepRecord step)
    {
        var reader = new PayloadReader(step.Input, _room);
        switch (step.Codec.Kind)
        {
            case InputKind.AddMarket when _tape is null:
                _spec = AddMarketInput.Read(ref reader).Spec;
                _market = new MarketId(step.Answer);
                _tape = new TapeBuilder(_spec, takerDelay: true);
                break;
            case InputKind.BookSnapshot:
                Snapshot(step.Now, BookSnapshotInput.Read(ref reader));
                break;
            case InputKind.BookDeltas:
                Deltas(step.Now, BookDeltasInput.Read(ref reader));
                break;
            case InputKind.Trade:
                _tape?.Trade(step.Now, TradeInput.Read(ref reader).Print);
                break;
            case InputKind.Oracle:
                _tape?.Oracle(step.Now, OracleInput.Read(ref reader).Tick);
                break;
            case InputKind.FastPrice:
                _tape?.FastPrice(FastPriceInput.Read(ref reader).Tick);
                break;
            case InputKind.PriceToBeat:
                _tape?.PriceToBeat(step.Now, PriceToBeatInput.Read(ref reader).Price);
                break;
            case InputKind.Resolution:
                _resolved = (step.Now, ResolutionInput.Read(ref reader).Winner);
                break;
            case InputKind.Fill:
                var fill = FillInput.Read(ref reader).Fill;
                _fills[(fill.Trade, fill.Intent.Number)] = fill;
                break;
            default:
                break;
        }
    }

    private void Snapshot(Timestamp now, in BookSnapshotInput snapshot)
    {
        if (snapshot.Market == _market && snapshot.Outcome == Outcome.Up)
        {
            List<TapeLevel> levels = [];
            foreach (var level in snapshot.Bids)
            {
                levels.Add(new TapeLevel(Side.Buy, level.Price, level.Size));
            }

            foreach (var level in snapshot.Asks)
            {
                levels.Add(new TapeLevel(Side.Sell, level.Price, level.Size));
            }

            _tape!.Snapshot(now, snapshot.VenueTime, levels.ToArray());
        }
    }

    private void Deltas(Timestamp now, in BookDeltasInput deltas)
    {
        List<TapeLevel> levels = [];
        foreach (var delta in deltas.Deltas)
        {
            if (deltas.Market == _market && delta.Outcome == Outcome.Up)
            {
                levels.Add(new TapeLevel(delta.Side, delta.Price, delta.Size));
            }
        }

        if (levels.Count > 0)
        {
            _tape!.Levels(now, deltas.VenueTime, levels.ToArray());
        }
    }
}
