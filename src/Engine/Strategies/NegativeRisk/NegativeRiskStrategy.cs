using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.NegativeRisk;

/// <summary>
/// Buys one token of every outcome of an event, or one against every outcome, where that costs less than it pays for sure. The
/// engine looks at all markets of an event whenever one changes; each look refreshes that market's place in the group, plans over
/// all of them, and wants that market's own leg. A begun group is completed or, its time up, left to the closing layer, which leaves
/// alone what the whole event covers.
/// </summary>
internal sealed class NegativeRiskStrategy : IStrategy
{
    public const string StrategyName = "negative-risk";

    private readonly GroupPlanner _planner;
    private readonly GroupMember[] _members = new GroupMember[EngineOptions.MostMarkets];
    private readonly EventMembership[] _events = new EventMembership[EngineOptions.MostMarkets];
    private readonly GroupMember[] _group = new GroupMember[EventMembership.MaximumOutcomes];

    public NegativeRiskStrategy(NegativeRiskOptions options)
    {
        _planner = new GroupPlanner(options);
        Closing = new ClosingOptions { MaximumHolding = options.LegPatience, StopPatience = options.UnwindPatience };
    }

    public string Name => StrategyName;

    public ExecutionPolicy Policy => ExecutionPolicy.CompletionTaker;

    public bool MayAverageDown => true;

    public bool IsDirectional => false;

    public bool QuotesDeclared => true;

    public ClosingOptions Closing { get; }

    public void Begin(MarketId market, MarketSpec spec)
    {
        _members[market.Slot] = default;
        _events[market.Slot] = spec.NegativeRisk ? spec.Event : default;
    }

    public void Quote(in StrategyView view, QuoteBuffer quotes)
    {
        ref readonly var own = ref _events[view.Market.Slot];
        if (!own.IsMember)
        {
            quotes.Reason = view.OpeningVerdict != Reason.None ? view.OpeningVerdict : Reason.NoSideQualifies;
            return;
        }

        _members[view.Market.Slot] = Member(view);
        var count = Gather(own, view.Market.Slot, out var place);
        var plan = count == own.Outcomes ? _planner.Plan(_group.AsSpan(0, count)) : default;
        quotes.IsEligible = plan.Step is GroupStep.FirstLeg or GroupStep.OtherLegs;
        quotes.Reason = view.OpeningVerdict != Reason.None ? view.OpeningVerdict
            : plan.Step == GroupStep.Nothing ? Reason.EdgeTooSmall
            : plan.Step == GroupStep.Disbelieved ? Reason.EdgeTooLarge
            : Reason.None;
        if (quotes.Reason == Reason.None && view.Live.Count == 0)
        {
            Want(view, plan, place, quotes);
        }
    }

    private static GroupMember Member(in StrategyView view) => new()
    {
        MayTrade = view.OpeningVerdict == Reason.None && view.TakingVerdict == Reason.None && view.Phase == MarketPhase.Making,
        Up = view.Up,
        Down = view.Down,
        Fees = view.Spec.Fees,
        Tick = view.Tick,
        MinimumOrderSize = view.Spec.MinimumOrderSize,
        Net = view.Exposure.Net,
        CostUnits = view.Exposure.AverageCostUnits,
        IsWorking = view.Live.Count > 0,
    };

    /// <summary>Copies the members of an event side by side, in the order of their slots.</summary>
    private int Gather(in EventMembership own, int slot, out int place)
    {
        var count = 0;
        place = 0;
        for (var other = 0; other < _events.Length && count < _group.Length; other++)
        {
            if (_events[other].IsSame(own))
            {
                place = other == slot ? count : place;
                _group[count++] = _members[other];
            }
        }

        return count;
    }

    private void Want(in StrategyView view, in GroupPlan plan, int place, QuoteBuffer quotes)
    {
        var size = plan.Step == GroupStep.OtherLegs ? GroupPlanner.Missing(_group[place], plan)
            : place == plan.First ? plan.Size
            : Size.Zero;
        var top = view.Top(plan.Outcome);
        if (!size.IsPositive || !top.HasAsk)
        {
            quotes.Reason = Reason.PositionOpen;
            return;
        }

        // A taking buy spends its money: at a limit that is the best price no more shares come than asked for.
        var purpose = plan.Step == GroupStep.FirstLeg ? OrderPurpose.Entry : OrderPurpose.Completion;
        quotes.Put(QuoteSlot.Single, DesiredQuote.Taking(plan.Outcome, Side.Buy, top.Ask, size, purpose));
    }
}
