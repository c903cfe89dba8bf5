using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>One token of a market as seen by people.</summary>
/// <param name="Provisional">Tokens by all executions that did not fail, those in complete sets included.</param>
/// <param name="Confirmed">Tokens by confirmed executions alone.</param>
/// <param name="Unpaired">Tokens not in complete sets.</param>
/// <param name="Cost">Cost of the unpaired, with fees.</param>
public readonly record struct OutcomeView(
    Size Provisional, Size Confirmed, Size Unpaired, Money Cost, Price? BestBid, Price? BestAsk)
{
    /// <summary>No execution of it waits for its settlement any more.</summary>
    public bool IsSettled => Provisional == Confirmed;
}

/// <summary>One live order.</summary>
public readonly record struct LiveOrder(
    IntentId Intent, MarketId Market, BotId Bot, OrderState State, OrderPurpose Purpose, OrderType Type, Outcome Outcome, Side Side,
    Price Price, Size Size, Size Executed, Size Remaining, Timestamp Placed);

/// <summary>One market at one moment. A copy: it does not change.</summary>
public sealed record MarketView
{
    public required MarketId Market { get; init; }

    public required MarketSpec Spec { get; init; }

    public MarketPhase Phase { get; init; }

    /// <summary>When the clock itself changes the phase next; never after the end.</summary>
    public Timestamp NextPhaseAt { get; init; }

    /// <summary>What the window must reach; null while it is not known.</summary>
    public OraclePrice? Strike { get; init; }

    /// <summary>Dollars of the underlying as last seen, for people and models; null before the first price.</summary>
    public double? Underlying { get; init; }

    /// <summary>The group it is compared in.</summary>
    public ParameterGroup Group { get; init; }

    /// <summary>Why this market, or everything, is halted; none where it is not.</summary>
    public Reason Halt { get; init; }

    /// <summary>Why no entry is resting now; none while one is.</summary>
    public Reason NotQuoting { get; init; }

    public OutcomeView Up { get; init; }

    public OutcomeView Down { get; init; }

    /// <summary>
    /// Rises each time the Up book is dropped: with its connection, by quarantine, by a new grid. Who remembers a level remembers the
    /// epoch with it, and forgets the level when the epoch has changed.
    /// </summary>
    public int UpBookEpoch { get; init; }

    /// <summary>The same of the Down book.</summary>
    public int DownBookEpoch { get; init; }

    public Size CompleteSets { get; init; }

    /// <summary>After fees.</summary>
    public Money RealizedPnl { get; init; }

    /// <summary>Unpaired shares at the best bid (zero without one) less their cost.</summary>
    public Money UnrealizedPnl { get; init; }

    public Money Fees { get; init; }

    public required IReadOnlyList<LiveOrder> LiveOrders { get; init; }

    public Outcome? Winner { get; init; }
}
