using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.CompleteSet;

/// <summary>
/// Trades pairs: buys both tokens below a dollar and merges them, or splits a dollar and sells both above it. One leg after the
/// other; a lone leg is completed within a price that falls with time, then worked out by the closing layer. A pair is merged, never sold
/// back. At each look the machine is moved by what is held, live and under way, and wants what its state says.
/// </summary>
internal sealed class CompleteSetStrategy : IStrategy
{
    public const string StrategyName = "complete-set";

    private readonly CompleteSetOptions _options;
    private readonly SetTransitions _transitions;
    private readonly PairPlanner _planner;
    private readonly PartnerRule _partner;
    private readonly SetTrade[] _trades = new SetTrade[EngineOptions.MostMarkets];

    public CompleteSetStrategy(CompleteSetOptions options)
        : this(options, SetTransitions.Rules)
    {
    }

    internal CompleteSetStrategy(CompleteSetOptions options, SetTransitions transitions)
    {
        _options = options;
        _transitions = transitions;
        _planner = new PairPlanner(options);
        _partner = new PartnerRule(options, _planner.GasUnits);
        Closing = new ClosingOptions
        {
            MaximumLoss = options.MaximumLegLoss,
            MaximumHolding = options.LegPatience,
            StopPatience = options.UnwindPatience,
        };
    }

    public string Name => StrategyName;

    public ExecutionPolicy Policy => ExecutionPolicy.CompletionTaker;

    public bool MayAverageDown => true;

    public bool IsDirectional => false;

    public ClosingOptions Closing { get; }

    public void Begin(MarketId market, MarketSpec spec) => _trades[market.Slot] = default;

    /// <summary>Where the trade of a market stood at its last look.</summary>
    public SetState StateOf(MarketId market) => _trades[market.Slot].State;

    public void Quote(in StrategyView view, QuoteBuffer quotes)
    {
        ref var trade = ref _trades[view.Market.Slot];
        var leg = LoneLeg.Of(view, _options);
        var planned = TryPlan(view, trade, leg, out var plan);
        quotes.IsEligible = planned;
        trade.State = _transitions.Next(trade.State, Happened(view, trade, leg, planned));
        quotes.Reason = view.OpeningVerdict;
        switch (trade.State)
        {
            case SetState.PairPlanned or SetState.Leg1Working when planned:
                (trade.Side, trade.First) = (plan.Side, plan.First);
                Begin(view, plan, quotes);
                break;
            case SetState.Leg1Filled or SetState.Leg2Working:
                Follow(view, leg, trade.Side, quotes);
                break;
            case SetState.BothFilled:
                quotes.MergeWanted = Size.Max(view.Position.Sets, Size.Zero);
                break;
        }

        if (quotes.Reason == Reason.None && quotes.Wanted == 0)
        {
            quotes.Reason = leg.Exists || view.Position.Sets.IsPositive ? Reason.PositionOpen : Reason.SpreadTooNarrow;
        }
    }

    /// <summary>A new pair only while making; a trade that is begun goes on its own way and with its own first token.</summary>
    private bool TryPlan(in StrategyView view, in SetTrade trade, in LoneLeg leg, out PairPlan plan)
    {
        plan = default;
        if (leg.Exists || view.OpeningVerdict != Reason.None || view.Phase != MarketPhase.Making)
        {
            return false;
        }

        var isBegun = view.Live.Count > 0 || view.Position.Sets.IsPositive;
        return isBegun && trade.State is not (SetState.PairPlanned or SetState.Splitting or SetState.Leg1Working)
            ? false
            : _planner.TryPlan(view, isBegun ? trade.Side : null, view.Live.Count > 0 ? trade.First : null, MayRest(view.ReadSignals()), out plan);
    }

    // Resting legs are what informed flow picks off: no fair value is needed, but a live oracle and calm flow are.
    private static bool MayRest(in MarketSignalView signals) =>
        signals.Oracle.Pause == Reason.None && signals.Toxicity.Level != ToxicityLevel.MicroHalt;

    private static SetEvent Happened(in StrategyView view, in SetTrade trade, in LoneLeg leg, bool planned)
    {
        if (leg.Exists)
        {
            return leg.IsHandedOver ? SetEvent.HandedOver : HasPartner(view.Live, leg.Outcome) ? SetEvent.Partnered : SetEvent.Alone;
        }

        if (view.Live.Count > 0)
        {
            return SetEvent.Order;
        }

        return (view.PendingMerge + view.PendingSplit).IsPositive ? SetEvent.Operation
            : view.Position.Sets.IsPositive ? planned && trade.Side == Side.Sell ? SetEvent.ForSale : SetEvent.Pairs
            : planned ? SetEvent.Edge
            : SetEvent.Nothing;
    }

    private static bool HasPartner(LiveQuotes live, Outcome alone) =>
        live.Has(QuoteSlot.Of(alone.Opposite(), Side.Buy, 0)) || live.Has(QuoteSlot.Of(alone, Side.Sell, 0)) || live.Has(QuoteSlot.Completion);

    private static void Begin(in StrategyView view, in PairPlan plan, QuoteBuffer quotes)
    {
        var size = plan.Size;
        if (plan.Side == Side.Sell)
        {
            var slot = QuoteSlot.Of(plan.First, Side.Sell, 0);
            var promised = view.Live.TryGet(slot, out var sale) ? sale.Remaining : Size.Zero;
            var free = Size.Min(view.Sellable(plan.First) + promised, view.Sellable(plan.First.Opposite()));
            if (free < view.Spec.MinimumOrderSize)
            {
                quotes.SplitWanted = view.Position.Sets.IsPositive ? Size.Zero : size;
                return;
            }

            size = Size.Min(size, free);
        }

        if (!plan.Takes)
        {
            quotes.Put(QuoteSlot.Of(plan.First, plan.Side, 0), DesiredQuote.Resting(plan.First, plan.Side, plan.Price, size));
        }
        else if (view.Live.Count == 0)
        {
            quotes.Put(QuoteSlot.Single, DesiredQuote.Taking(plan.First, plan.Side, plan.Price, size, Orders.OrderPurpose.Entry));
        }
    }

    private void Follow(in StrategyView view, in LoneLeg leg, Side side, QuoteBuffer quotes)
    {
        if (leg.Exists)
        {
            _partner.Want(view, leg, side, quotes);
            return;
        }

        // What is left of the partner's order is smaller than the smallest order: it could not be sent again, so it stays.
        KeepRest(view, Outcome.Up, quotes);
        KeepRest(view, Outcome.Down, quotes);
    }

    private static void KeepRest(in StrategyView view, Outcome outcome, QuoteBuffer quotes)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            var slot = QuoteSlot.Of(outcome, side, 0);
            var reduces = view.Exposure.Net.Units * Orders.Exposure.NetChange(outcome, side, Size.Shares(1)).Units < 0;
            if (reduces && view.Live.TryGet(slot, out var live) && live.Remaining <= view.Exposure.Net.Magnitude)
            {
                quotes.Put(slot, DesiredQuote.Resting(outcome, side, live.Price, live.Remaining));
            }
        }
    }

    private struct SetTrade
    {
        public SetState State;
        public Side Side;
        public Outcome First;
    }
}
