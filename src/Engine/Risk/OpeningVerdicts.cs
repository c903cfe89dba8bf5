using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Why a market may not open anything now, the gravest reason first.</summary>
internal sealed class OpeningVerdicts
{
    private readonly SignalOptions _signals;
    private readonly OrderOptions _orderOptions;
    private readonly World _world;
    private readonly CircuitBreakers _breakers;
    private readonly OrderTable _orders;

    public OpeningVerdicts(EngineOptions options, World world, CircuitBreakers breakers, OrderTable orders)
    {
        _signals = options.Signals;
        _orderOptions = options.Orders;
        _world = world;
        _breakers = breakers;
        _orders = orders;
    }

    public Reason Of(Market market, in TopOfBook up, in TopOfBook down, Timestamp now)
    {
        var reason = _world.Halt != Reason.None ? _world.Halt : _world.Flatten != Reason.None ? _world.Flatten : market.Halt;
        reason = reason != Reason.None ? reason : PhaseVerdict(market.Phase.Current);
        reason = reason != Reason.None ? reason : _world.OpeningVerdict(_signals.RequireOracle && !IsDeclared(market));
        reason = reason != Reason.None ? reason : MarketVerdict(market, up, down, now);
        reason = reason != Reason.None ? reason : IsDeclared(market) ? Reason.None : market.Underlying.Verdict(now);
        return reason != Reason.None ? reason : _breakers.Verdict(now);
    }

    /// <summary>No market data of any market for too long.</summary>
    public bool IsDataGap(Timestamp now) => _world.LastMarketData is not { } last || now - last > _signals.DataGap;

    /// <summary>The next moment after now at which time alone changes the verdict.</summary>
    public Timestamp NextChange(Market market, Timestamp now)
    {
        var next = IsDeclared(market) ? Timestamp.Never : market.Underlying.NextChange(now);
        var step = new Duration(1);
        next = Future(next, now, _world.LastMarketData + _signals.DataGap + step);
        next = Future(next, now, market.LastActivity + _signals.ActiveMarketWithin + step);
        foreach (var index in market.Open)
        {
            next = _orders[index].Outstanding.IsPositive ? Future(next, now, _orders[index].AwaitingSince + _orderOptions.FillPatience + step) : next;
        }

        return Future(next, now, _breakers.NextChange(now));
    }

    // Where the venue declares the winner the underlying decides nothing: its prices may be missing.
    private static bool IsDeclared(Market market) => market.Spec.Settlement == SettlementRule.Declared;

    private static Timestamp Future(Timestamp next, Timestamp now, Timestamp? moment) =>
        moment is { } known && known > now ? Timestamp.Earlier(next, known) : next;

    private static Reason PhaseVerdict(MarketPhase phase) => phase switch
    {
        MarketPhase.Discovered or MarketPhase.Warming => Reason.NotYetOpen,
        MarketPhase.Making or MarketPhase.Unwind => Reason.None,
        MarketPhase.CloseOnly or MarketPhase.HedgeLock => Reason.PhaseForbidsOpening,
        _ => Reason.PhaseDone,
    };

    private Reason MarketVerdict(Market market, in TopOfBook up, in TopOfBook down, Timestamp now)
    {
        if (market.Spec.Settlement == SettlementRule.Unknown)
        {
            return Reason.SettlementRuleUnknown;
        }

        if (AwaitsFillsTooLong(market, now))
        {
            return Reason.ReconciliationPending;
        }

        if (!market.UpBook.HasSnapshot || !market.DownBook.HasSnapshot)
        {
            return Reason.BookMissing;
        }

        if (market.UpBook.IsCrossed || market.DownBook.IsCrossed)
        {
            return Reason.BookQuarantined;
        }

        if (IsDataGap(now))
        {
            return Reason.DataGap;
        }

        if (market.LastActivity is not { } last || now - last > _signals.ActiveMarketWithin)
        {
            return Reason.MarketInactive;
        }

        return up.IsTwoSided && down.IsTwoSided ? Reason.None : Reason.BookOneSided;
    }

    private bool AwaitsFillsTooLong(Market market, Timestamp now)
    {
        foreach (var index in market.Open)
        {
            if (_orders[index].Outstanding.IsPositive && now - _orders[index].AwaitingSince > _orderOptions.FillPatience)
            {
                return true;
            }
        }

        return false;
    }
}
