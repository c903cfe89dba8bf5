using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies;

/// <summary>What a strategy sees of one market at one moment. Nothing in it can be changed; it is gone when the call returns.</summary>
internal readonly ref struct StrategyView
{
    public required Timestamp Now { get; init; }

    public required MarketId Market { get; init; }

    public required MarketSpec Spec { get; init; }

    /// <summary>The grid of prices now; it can change during a window.</summary>
    public required TickSize Tick { get; init; }

    public required MarketPhase Phase { get; init; }

    /// <summary>Best prices as others make them, our own orders taken out.</summary>
    public required TopOfBook Up { get; init; }

    public required TopOfBook Down { get; init; }

    public required BookView UpBook { get; init; }

    public required BookView DownBook { get; init; }

    /// <summary>Position, announced fills and open orders of this bot here.</summary>
    public required Exposure Exposure { get; init; }

    /// <summary>The same of all bots together: what the limits are about.</summary>
    public required Exposure MarketExposure { get; init; }

    /// <summary>Lots, sets and results of this bot here, from executions told.</summary>
    public required PositionFold Position { get; init; }

    /// <summary>Tokens of this bot that may be sold: confirmed, and promised to no sale or merge.</summary>
    public required Size SellableUp { get; init; }

    public required Size SellableDown { get; init; }

    /// <summary>Pairs of this bot that a merge under way uses; they count as held until it is confirmed.</summary>
    public required Size PendingMerge { get; init; }

    /// <summary>Pairs that a split under way will bring.</summary>
    public required Size PendingSplit { get; init; }

    public required LiveQuotes Live { get; init; }

    /// <summary>Why nothing may be opened now; none where it may. Quotes are dropped while it holds.</summary>
    public required Reason OpeningVerdict { get; init; }

    /// <summary>Why nothing may be taken now; none where it may.</summary>
    public required Reason TakingVerdict { get; init; }

    public required bool TradeSeen { get; init; }

    internal required MarketSignals SignalSource { get; init; }

    public TopOfBook Top(Outcome outcome) => outcome == Outcome.Up ? Up : Down;

    public BookView Book(Outcome outcome) => outcome == Outcome.Up ? UpBook : DownBook;

    public Size Sellable(Outcome outcome) => outcome == Outcome.Up ? SellableUp : SellableDown;

    /// <summary>Fair value, toxicity, oracle health, volatility and momentum of this moment; worked out when asked, so ask once.</summary>
    public MarketSignalView ReadSignals() => SignalSource.Read(Now);

    public Duration UntilClose => Spec.Closes - Now;
}
