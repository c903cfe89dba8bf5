using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Value;

/// <summary>
/// Buys the token that is worth more than it costs, by the model and after fees, as much as a part of the Kelly stake allows; takes
/// where the edge is large, rests where it is smaller; sells early where the market pays more than the token is worth. Silent while
/// the gate says that the estimate cannot be trusted.
/// </summary>
internal sealed class ValueStrategy : IStrategy
{
    public const string StrategyName = "value";

    private readonly ValueOptions _options;

    public ValueStrategy(ValueOptions options)
    {
        _options = options;
        Closing = new ClosingOptions { MaximumLoss = options.MaximumPositionLoss };
    }

    public string Name => StrategyName;

    public ExecutionPolicy Policy => ExecutionPolicy.CompletionTaker;

    public bool MayAverageDown => false;

    public bool IsDirectional => true;

    public ClosingOptions Closing { get; }

    public void Begin(MarketId market, MarketSpec spec)
    {
    }

    public void Quote(in StrategyView view, QuoteBuffer quotes)
    {
        quotes.Reason = view.OpeningVerdict;
        if (quotes.Reason != Reason.None)
        {
            return;
        }

        var signals = view.ReadSignals();
        if (signals.FairValue.IsValid && TrySell(view, signals.FairValue, quotes))
        {
            return;
        }

        quotes.Reason = NoTradeGate.Of(_options, view, signals);
        if (quotes.Reason == Reason.None)
        {
            quotes.Reason = view.Phase == MarketPhase.Making ? Buy(view, signals, quotes) : Reason.PhaseForbidsOpening;
        }
    }

    private bool TrySell(in StrategyView view, in FairValueEstimate fair, QuoteBuffer quotes)
    {
        var held = view.Exposure.Held;
        var top = view.Top(held);
        var size = Quantizer.SizeDown(Size.Min(Size.Min(view.Exposure.Net.Magnitude, view.Sellable(held)), top.BidSize));
        if (!top.HasBid || size < view.Spec.MinimumOrderSize || view.TakingVerdict != Reason.None
            || ExpectedValue.OfSelling(fair, held, top.Bid, view.Spec.Fees) < _options.ExitEdge.Units)
        {
            return false;
        }

        quotes.IsEligible = true;
        if (view.Live.Count == 0)
        {
            quotes.Put(QuoteSlot.Completion, DesiredQuote.Taking(held, Side.Sell, top.Bid, size, OrderPurpose.Exit));
        }

        return true;
    }

    private Reason Buy(in StrategyView view, in MarketSignalView signals, QuoteBuffer quotes)
    {
        var outcome = Better(view, signals.FairValue);
        var top = view.Top(outcome);
        var taking = ExpectedValue.OfTaking(signals.FairValue, outcome, top.Ask, view.Spec.Fees);
        var resting = ExpectedValue.OfResting(signals.FairValue, outcome, top.Bid);
        var takes = taking >= _options.TakingEdge.Units && view.TakingVerdict == Reason.None;
        if (!takes && resting < _options.RestingEdge.Units)
        {
            return Reason.EdgeTooSmall;
        }

        quotes.IsEligible = true;
        if (view.Exposure.Net.Magnitude >= view.Spec.MinimumOrderSize && view.Exposure.Held != outcome)
        {
            // The other token is held: it is sold by its own rule or closed, not paired by a bet.
            return Reason.PositionOpen;
        }

        return takes ? Take(view, signals, outcome, taking, quotes) : Rest(view, signals, outcome, resting, quotes);
    }

    private static Outcome Better(in StrategyView view, in FairValueEstimate fair) =>
        ExpectedValue.OfTaking(fair, Outcome.Up, view.Up.Ask, view.Spec.Fees) >= ExpectedValue.OfTaking(fair, Outcome.Down, view.Down.Ask, view.Spec.Fees)
            ? Outcome.Up
            : Outcome.Down;

    private Reason Take(in StrategyView view, in MarketSignalView signals, Outcome outcome, int edge, QuoteBuffer quotes)
    {
        if (view.Live.Count > 0)
        {
            // What rests would be bought beside it: it goes first.
            return Reason.CoolingDown;
        }

        var top = view.Top(outcome);
        var cost = top.Ask.Units + ShareFee.Units(view.Spec.Fees, top.Ask);
        var size = Size.Min(Sized(view, signals, outcome, cost, Size.Zero), Quantizer.SizeDown(top.AskSize));
        if (size < view.Spec.MinimumOrderSize)
        {
            return Reason.BelowMinimumSize;
        }

        var order = DesiredQuote.Taking(outcome, Side.Buy, top.Ask, size, OrderPurpose.Entry);
        order.EdgeUnits = edge;
        quotes.Put(QuoteSlot.Single, order);
        return Reason.None;
    }

    private Reason Rest(in StrategyView view, in MarketSignalView signals, Outcome outcome, int edge, QuoteBuffer quotes)
    {
        var slot = QuoteSlot.Of(outcome, Side.Buy, 0);
        var live = view.Live.TryGet(slot, out var resting) ? resting.Remaining : Size.Zero;
        var bid = view.Top(outcome).Bid;
        var size = Sized(view, signals, outcome, bid.Units, live);
        if (size < view.Spec.MinimumOrderSize)
        {
            return view.Exposure.Net.Magnitude >= view.Spec.MinimumOrderSize ? Reason.PositionOpen : Reason.BelowMinimumSize;
        }

        var order = DesiredQuote.Resting(outcome, Side.Buy, Quantizer.PriceDown(bid.Units, view.Tick), size);
        order.EdgeUnits = edge;
        quotes.Put(slot, order);
        return Reason.None;
    }

    /// <param name="live">Shares of the live order this one is compared with: they are not counted twice.</param>
    private Size Sized(in StrategyView view, in MarketSignalView signals, Outcome outcome, int costUnits, Size live)
    {
        var own = live.IsPositive ? Money.Notional(new Price(costUnits), live, Rounding.Down) : Money.Zero;
        var committed = view.Exposure.Cost + view.Exposure.OpenBuys - own;
        var held = view.Exposure.Net.Magnitude + view.Exposure.OpenShares - live;
        return KellySizer.Of(_options, signals.FairValue, outcome, costUnits, committed, held, signals.SizePercent);
    }
}
