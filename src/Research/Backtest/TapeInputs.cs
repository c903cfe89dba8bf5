using PolyCloud.Engine.Effects;
using PolyCloud.Engine;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Backtest;

/// <summary>Turns a tape's events, which are in Up terms, into inputs of engine and paper exchange. Keeps its buffers.</summary>
internal sealed class TapeInputs(WindowTape tape)
{
    private readonly List<BookLevel> _bids = [];
    private readonly List<BookLevel> _asks = [];
    private BookDelta[] _deltas = new BookDelta[64];

    /// <summary>The engine hears both tokens, as the venue tells them.</summary>
    internal void ToEngine(Timestamp now, in TapeEvent told, TradingEngine engine, MarketId market, EffectBuffer effects)
    {
        switch (told.Kind)
        {
            case TapeEventKind.Snapshot:
                Collect(told, Outcome.Up);
                engine.OnBookSnapshot(now, market, Outcome.Up, told.VenueTime, Span(_bids), Span(_asks), effects);
                Collect(told, Outcome.Down);
                engine.OnBookSnapshot(now, market, Outcome.Down, told.VenueTime, Span(_bids), Span(_asks), effects);
                break;
            case TapeEventKind.Levels:
                engine.OnBookDeltas(now, market, told.VenueTime, Deltas(told, bothTokens: true), effects);
                break;
            case TapeEventKind.Trade:
                engine.OnTrade(now, market, Print(told), effects);
                break;
            case TapeEventKind.Oracle:
                engine.OnOracle(now, tape.Spec.Asset, new OracleTick(told.Source, told.Underlying, told.VenueTime), effects);
                break;
            case TapeEventKind.FastPrice:
                engine.OnFastPrice(now, tape.Spec.Asset, new FastPriceTick(told.Exchange, told.Underlying, told.UnderlyingAsk, told.VenueTime, told.At), effects);
                break;
            case TapeEventKind.PriceToBeat:
                engine.OnPriceToBeat(now, market, told.Underlying, effects);
                break;
            case TapeEventKind.TickSize:
                engine.OnTickSizeChange(now, market, told.Tick, effects);
                break;
            default:
                engine.OnBookLost(now, market, effects);
                break;
        }
    }

    internal void ToPaper(Timestamp at, in TapeEvent happened, PaperExchange paper, MarketId market)
    {
        switch (happened.Kind)
        {
            case TapeEventKind.Snapshot:
                Collect(happened, Outcome.Up);
                paper.OnBookSnapshot(at, market, Outcome.Up, Span(_bids), Span(_asks));
                break;
            case TapeEventKind.Levels:
                paper.OnBookDeltas(at, market, Deltas(happened, bothTokens: false));
                break;
            case TapeEventKind.Trade:
                paper.OnTrade(at, market, Print(happened));
                break;
            case TapeEventKind.TickSize:
                paper.OnTickSize(at, market, happened.Tick);
                break;
            case TapeEventKind.BookLost:
                paper.OnBookLost(at, market);
                break;
            default:
                break;
        }
    }

    private static TradePrint Print(in TapeEvent told) => new(told.Outcome, told.Side, told.Price, told.Size, told.VenueTime);

    private static ReadOnlySpan<BookLevel> Span(List<BookLevel> levels) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(levels);

    private void Collect(in TapeEvent told, Outcome outcome)
    {
        _bids.Clear();
        _asks.Clear();
        foreach (ref readonly var level in tape.LevelsOf(told))
        {
            var price = outcome == Outcome.Up ? level.Price : level.Price.Complement;
            (level.Side == Side.Buy == (outcome == Outcome.Up) ? _bids : _asks).Add(new BookLevel(price, level.Size));
        }
    }

    private ReadOnlySpan<BookDelta> Deltas(in TapeEvent told, bool bothTokens)
    {
        var levels = tape.LevelsOf(told);
        var count = 0;
        if (_deltas.Length < 2 * levels.Length)
        {
            _deltas = new BookDelta[2 * levels.Length];
        }

        foreach (ref readonly var level in levels)
        {
            _deltas[count++] = new BookDelta(Outcome.Up, level.Side, level.Price, level.Size);
            if (bothTokens)
            {
                _deltas[count++] = new BookDelta(Outcome.Down, level.Side.Opposite(), level.Price.Complement, level.Size);
            }
        }

        return _deltas.AsSpan(0, count);
    }
}
