using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest.Statistics;

namespace PolyCloud.Research.Backtest;

/// <summary>
/// One window through one engine and one paper exchange, in virtual time. Two cursors read the tape: the venue's by the venue's moments
/// fills orders, the program's by arrival feeds the engine. Nothing else of the tape is within the engine's reach, and the winner is told
/// at its moment.
/// </summary>
internal sealed class WindowRun : IDisposable
{
    /// <summary>The venue takes orders for so long after the end.</summary>
    private static readonly Duration TradingAfterEnd = Duration.FromSeconds(90);

    /// <summary>Confirmations, mark-outs and late reports end in this time.</summary>
    private static readonly Duration Aftermath = Duration.FromSeconds(35);

    private readonly WindowTape _tape;
    private readonly BacktestOptions _options;
    private readonly FillAssumption _assumption;
    private readonly MidPath _mids;
    private readonly TradingEngine _engine;
    private readonly PaperExchange _paper;
    private readonly TapeInputs _inputs;
    private readonly OwnLedger _ledger;
    private readonly FillStatistics _statistics = new();
    private readonly List<InventoryStep> _inventory = [];
    private readonly EffectBuffer _effects = new();
    private readonly DecisionHash _hash = new();
    private MarketId _market;
    private long _steps;
    private long _stepsWithoutEffect;
    private Timestamp _closesAt;
    private Timestamp _resolvesAt;

    internal WindowRun(WindowTape tape, MidPath mids, BacktestOptions options, FillAssumption assumption, ulong stream)
    {
        _tape = tape;
        _mids = mids;
        _options = options;
        _assumption = assumption;
        _engine = new TradingEngine(options.Engine);
        _paper = new PaperExchange(options.PaperOf(assumption, stream));
        _inputs = new TapeInputs(tape);
        _ledger = new OwnLedger(tape.Spec.Fees);
        _closesAt = tape.Spec.Closes + TradingAfterEnd;
        _resolvesAt = tape.ResolvedAt;
    }

    public void Dispose() => _hash.Dispose();

    internal AssumedResult Run()
    {
        var atVenue = new TapeCursor(_tape, atVenue: true);
        var arriving = new TapeCursor(_tape, atVenue: false);
        var now = Begin(arriving.NextDue);
        var end = End();
        while (true)
        {
            var due = Timestamp.Earlier(Timestamp.Earlier(atVenue.NextDue, arriving.NextDue), Timestamp.Earlier(_paper.NextDue, _engine.NextDeadline));
            due = Timestamp.Earlier(due, Timestamp.Earlier(_closesAt, _resolvesAt));
            if (due > end)
            {
                break;
            }

            now = Timestamp.Later(now, due);
            AtVenue(now, ref atVenue);
            Report(now);
            while (arriving.TryTake(now, out var told))
            {
                _inputs.ToEngine(now, told, _engine, _market, _effects);
                Carry(now);
            }

            Clock(now);
        }

        return Result();
    }

    private Timestamp Begin(Timestamp now)
    {
        _market = _engine.AddMarket(now, _tape.Spec, _effects);
        _paper.Add(_market, _tape.Spec, _tape.TakerDelay);
        foreach (var feed in Enum.GetValues<Feed>())
        {
            _engine.OnFeed(now, feed, healthy: true, _effects);
        }

        _engine.OnCollateral(now, _options.Capital, _effects);
        Carry(now);
        return now;
    }

    private Timestamp End()
    {
        var last = _tape.Events.Length > 0 ? _tape.Events[^1].At : _tape.Spec.Closes;
        return Timestamp.Later(Timestamp.Later(last, _closesAt), _resolvesAt.IsNever ? last : _resolvesAt) + Aftermath;
    }

    private void AtVenue(Timestamp now, ref TapeCursor cursor)
    {
        while (cursor.TryTake(now, out var happened))
        {
            _inputs.ToPaper(now, happened, _paper, _market);
        }

        if (_closesAt <= now)
        {
            _closesAt = Timestamp.Never;
            _paper.Close(now, _market);
        }

        _paper.AdvanceTo(now);
    }

    private void Report(Timestamp now)
    {
        while (_paper.TryTake(now, out var report))
        {
            _hash.Reported(report);
            switch (report.Kind)
            {
                case PaperReportKind.Order:
                    _engine.OnOrderReport(now, report.Order, _effects);
                    break;
                case PaperReportKind.Fill:
                    Book(now, report);
                    _engine.OnFill(now, report.Fill, _effects);
                    break;
                default:
                    _ledger.Take(report.Operation);
                    _engine.OnInventoryOperation(now, report.Operation, _effects);
                    break;
            }

            Carry(now);
        }
    }

    private void Book(Timestamp now, in PaperReport report)
    {
        if (report.Fill.Status == FillStatus.Matched)
        {
            _ledger.Take(report.Fill);
            _statistics.Add(report, _mids, _tape.Spec.Closes);
            _inventory.Add(new InventoryStep(now, _ledger.Net));
        }
    }

    private void Clock(Timestamp now)
    {
        if (_resolvesAt <= now)
        {
            _resolvesAt = Timestamp.Never;
            _engine.OnResolution(now, _market, _tape.Winner!.Value, _effects);
            Carry(now);
        }

        if (_engine.NextDeadline <= now)
        {
            _engine.OnClock(now, _effects);
            Carry(now);
        }
    }

    /// <summary>Sends what the engine decided on its way. The paper exchange answers later, never within the call.</summary>
    private void Carry(Timestamp now)
    {
        _steps++;
        _stepsWithoutEffect += _effects.Count == 0 ? 1 : 0;
        foreach (ref readonly var effect in _effects.Written)
        {
            _hash.Decided(effect);
            _paper.Submit(now, effect);
        }

        _effects.Clear();
    }

    private AssumedResult Result() => new()
    {
        Assumption = _assumption,
        Totals = _engine.Totals,
        Settled = _tape.Winner is { } winner ? _ledger.Settled(winner) : null,
        Fees = _ledger.Fees,
        Rebates = _ledger.Rebates,
        Inventory = _inventory,
        Fills = _statistics,
        Inputs = _steps,
        InputsWithoutEffect = _stepsWithoutEffect,
        Hash = Convert.ToHexStringLower(_hash.Finish()),
    };
}
