using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>Moves markets from phase to phase and does what each beginning asks for.</summary>
internal sealed class MarketLifecycle
{
    private readonly MarketTable _markets;
    private readonly MarketEvaluator _evaluator;
    private readonly Cancels _cancels;
    private readonly OrderReports _reports;
    private readonly FillIntake _fills;
    private readonly InventoryEngine _inventory;
    private readonly EngineCounters _counters;

    public MarketLifecycle(
        MarketTable markets, MarketEvaluator evaluator, Cancels cancels, OrderReports reports, FillIntake fills, InventoryEngine inventory,
        EngineCounters counters)
    {
        _markets = markets;
        _evaluator = evaluator;
        _cancels = cancels;
        _reports = reports;
        _fills = fills;
        _inventory = inventory;
        _counters = counters;
    }

    public static void Note(Market market, Reason reason, Timestamp now, EffectBuffer effects)
    {
        ref var note = ref effects.Add(EffectKind.Note, now);
        note.Market = market.Id;
        note.Phase = market.Phase.Current;
        note.Reason = reason;
    }

    /// <summary>Takes every market to the phase the moment asks for, before anything else of that moment is looked at.</summary>
    public void Advance(Timestamp now, EffectBuffer effects)
    {
        foreach (var id in _markets.Active)
        {
            var market = _markets[id];
            if (market.Phase.NextStep <= now && market.Phase.Advance(now))
            {
                OnPhase(market, now, effects);
            }
        }
    }

    /// <summary>A new phase has begun.</summary>
    public void OnPhase(Market market, Timestamp now, EffectBuffer effects)
    {
        Note(market, Reason.None, now, effects);
        if (market.Phase.Current >= MarketPhase.Done && !market.IsWoundUp)
        {
            market.IsWoundUp = true;
            _cancels.RequestAll(market, sweep: true, Reason.PhaseDone, now, effects);
            var net = market.Net.Magnitude;
            _counters.Dust += net < market.Spec.MinimumOrderSize ? net : Size.Zero;
        }

        _evaluator.Evaluate(market, now, effects);
    }

    /// <summary>The winner is known. Repeats change nothing.</summary>
    public void Settle(Market market, Outcome winner, Timestamp now, EffectBuffer effects)
    {
        if (!market.Phase.Settle())
        {
            return;
        }

        _reports.EndAll(market);
        market.Winner = winner;
        _counters.WindowsSettled++;
        _counters.PositionAtResolution += market.Net.Magnitude;
        foreach (var seat in market.Seats)
        {
            var before = seat.Ledger.Books;
            var won = seat.Ledger.Books.TokensOf(winner);
            seat.Ledger.Settle(winner);
            _inventory.Redeem(market, seat, won, now, effects);
            _fills.Follow(market, seat, before, now, effects);
        }

        Note(market, Reason.None, now, effects);
        _evaluator.Evaluate(market, now, effects);
    }
}
