using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>One bot at one market at one moment: asks its strategy, aligns its orders, closes what must be closed.</summary>
internal sealed class SeatEvaluator
{
    private readonly OrderTable _orders;
    private readonly OrderManager _manager;
    private readonly RiskGate _gate;
    private readonly InventoryEngine _inventory;
    private readonly MarketTable _markets;
    private readonly QuoteBuffer _quotes = new();
    private readonly LiveQuotes _live;

    public SeatEvaluator(OrderTable orders, OrderManager manager, RiskGate gate, InventoryEngine inventory, MarketTable markets)
    {
        _orders = orders;
        _manager = manager;
        _gate = gate;
        _inventory = inventory;
        _markets = markets;
        _live = new LiveQuotes(orders);
    }

    /// <summary>True where the strategy's own condition for trading is met.</summary>
    public bool Evaluate(ref MarketLook look, Seat seat, EffectBuffer effects)
    {
        var market = look.Market;
        var desk = DeskOf(look, seat);
        var opening = look.OpeningVerdict != Reason.None ? look.OpeningVerdict : seat.Bot.OpeningVerdict;
        opening = opening != Reason.None ? opening : SettlementVerdict(market, seat);
        opening = Ask(look, desk, opening, effects) ? opening : Reason.BotFailed;
        seat.NotQuoting = opening != Reason.None ? opening : _quotes.Reason;
        if (!look.MayAct)
        {
            return _quotes.IsEligible;
        }

        var closing = View(ref look, desk);
        var urgency = ClosingSchedule.Of(closing, seat.Strategy.Closing, out var closingReason);
        var isForced = urgency >= ClosingUrgency.Press && closing.Quantity >= market.Spec.MinimumOrderSize;
        if (opening != Reason.None || isForced)
        {
            // A closing order that must go has the market to itself: a quote that reduces too would let both overshoot.
            _quotes.DropQuotes();
            seat.NotQuoting = seat.NotQuoting != Reason.None ? seat.NotQuoting : Reason.PositionOpen;
        }

        var refusal = _manager.AlignQuotes(ref desk, _quotes, mayLinger: opening == Reason.None && !isForced, effects);
        seat.NotQuoting = seat.NotQuoting != Reason.None ? seat.NotQuoting : refusal;
        if (look.MayClose && market.Halt == Reason.None)
        {
            var wanted = ClosingRule.Decide(closing, seat.Strategy.Closing, urgency, closingReason, out var order);
            _manager.AlignClosing(ref desk, wanted, order, effects);
            _inventory.Look(desk, _quotes, opening == Reason.None, _gate.FreeCollateral, effects);
        }

        look.All = desk.All;
        return _quotes.IsEligible;
    }

    /// <summary>Places an order that a person wants by the phases, verdicts and limits of strategies' orders.</summary>
    /// <returns>Why it was not placed; none where it was.</returns>
    public Reason Place(ref MarketLook look, Seat seat, in DesiredQuote order, EffectBuffer effects)
    {
        var desk = DeskOf(look, seat);
        var opening = look.OpeningVerdict != Reason.None ? look.OpeningVerdict : seat.Bot.OpeningVerdict;
        return !look.MayAct ? look.OpeningVerdict != Reason.None ? look.OpeningVerdict : Reason.PhaseDone
            : look.TakingVerdict != Reason.None ? look.TakingVerdict
            : !look.MayClose ? Reason.BookMissing
            : order.Size < look.Market.Spec.MinimumOrderSize ? Reason.BelowMinimumSize
            : desk.All.WouldOpen(order.NetChange) && opening != Reason.None ? opening
            : _manager.PlaceForPerson(ref desk, order, effects);
    }

    private static Reason SettlementVerdict(Market market, Seat seat) =>
        market.Spec.Settlement == SettlementRule.Declared && !seat.Strategy.QuotesDeclared ? Reason.SettlementDeclared : Reason.None;

    private Desk DeskOf(scoped in MarketLook look, Seat seat)
    {
        var market = look.Market;
        _live.Load(market, seat.Bot.Id);
        var desk = new Desk
        {
            Now = look.Now,
            Market = market,
            Seat = seat,
            Live = _live,
            All = look.All,
            MarketMayOpen = look.OpeningVerdict == Reason.None,
        };
        desk.Own = market.Seats.Length == 1 ? desk.All : Exposure.Of(market, seat, _orders);
        return desk;
    }

    // A bug in one strategy must not keep the engine from closing what it and the others hold: its bot is taken out instead.
    private bool Ask(in MarketLook look, in Desk desk, Reason opening, EffectBuffer effects)
    {
        _quotes.Clear();
        if (desk.Seat.Bot.State == BotState.Error)
        {
            return false;
        }

        try
        {
            Quote(look, desk, opening);
            return true;
        }
        catch (Exception bug) when (bug is ArithmeticException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or NullReferenceException)
        {
            _quotes.Clear();
            BotRoster.Signal(desk.Seat.Bot, BotSignal.Fail, Reason.BotFailed, Timestamp.Never, look.Now, effects);
            ref var alert = ref effects.Add(EffectKind.Alert, look.Now);
            alert.Market = look.Market.Id;
            alert.Bot = desk.Seat.Bot.Id;
            alert.Reason = Reason.BotFailed;
            return false;
        }
    }

    private void Quote(in MarketLook look, in Desk desk, Reason opening)
    {
        var market = look.Market;
        var ledger = desk.Seat.Ledger;
        desk.Seat.Strategy.Quote(
            new StrategyView
            {
                Now = look.Now,
                Market = market.Id,
                Spec = market.Spec,
                Tick = market.Tick,
                Phase = market.Phase.Current,
                Up = look.Up,
                Down = look.Down,
                UpBook = new BookView(market.UpBook),
                DownBook = new BookView(market.DownBook),
                Exposure = desk.Own,
                MarketExposure = desk.All,
                Position = ledger.Books,
                SellableUp = Size.Max(ledger.SellableBeforeOrders(Outcome.Up) - desk.Own.OpenSellsUp, Size.Zero),
                SellableDown = Size.Max(ledger.SellableBeforeOrders(Outcome.Down) - desk.Own.OpenSellsDown, Size.Zero),
                PendingMerge = ledger.Operations.Reserved(InventoryOperationKind.Merge),
                PendingSplit = ledger.Operations.Reserved(InventoryOperationKind.Split),
                Live = _live,
                OpeningVerdict = opening,
                TakingVerdict = look.TakingVerdict,
                TradeSeen = market.TradeSeen,
                SignalSource = market.Signals,
            },
            _quotes);
    }

    private ClosingView View(ref MarketLook look, in Desk desk) => new()
    {
        Now = look.Now,
        Market = look.Market,
        Seat = desk.Seat,
        Exposure = desk.Own,
        Quantity = Closable(ref look, desk),
        Up = look.Up,
        Down = look.Down,
        TakingVerdict = look.TakingVerdict,
        WorksOut = desk.Seat.Bot.WorksOut,
        Flatten = look.Flatten,
        PromisedByClosing = PromisedByClosing(desk),
    };

    /// <summary>
    /// While bots may open, each closes its own. From CLOSE_ONLY on only the market's net exposure counts: a bot's shares that those
    /// of another bot already make complete sets with are safe, and closing them would open. What the other markets of an event make
    /// safe is left alone, except when everything is to be flat.
    /// </summary>
    private Size Closable(ref MarketLook look, in Desk desk)
    {
        var cover = look.Flatten == Reason.None ? EventCover.Of(look.Market, desk.Seat.Bot.Id.Number, _markets) : Size.Zero;
        var own = Uncovered(desk.Own.Net, cover);
        if (look.Market.Phase.AllowsOpening || look.Market.Seats.Length == 1)
        {
            return own.Magnitude;
        }

        look.CoveredNet += cover;
        var left = desk.All.Net - look.CoveredNet;
        var size = left.Units > 0 == own.Units > 0 ? Size.Min(own.Magnitude, left.Magnitude) : Size.Zero;
        look.CoveredNet += own.Units > 0 ? size : -size;
        return size;
    }

    private static Size Uncovered(Size net, Size cover) => cover.Units >= 0
        ? Size.Min(net, Size.Max(net - cover, Size.Zero))
        : Size.Max(net, Size.Min(net - cover, Size.Zero));

    private Size PromisedByClosing(in Desk desk)
    {
        if (!_live.Has(QuoteSlot.Closing))
        {
            return Size.Zero;
        }

        ref readonly var order = ref _orders[_live.PlaceOf(QuoteSlot.Closing)];
        return order.Side == Side.Sell && order.Outcome == desk.Own.Held ? order.Remaining : Size.Zero;
    }
}
