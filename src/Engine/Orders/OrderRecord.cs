using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>One order of the engine.</summary>
internal struct OrderRecord
{
    public IntentId Intent;
    public MarketId Market;

    /// <summary>Which tenant of the market's slot it belongs to.</summary>
    public int Generation;
    public Outcome Outcome;
    public Side Side;
    public OrderType Type;
    public OrderPurpose Purpose;
    public BotId Bot;
    public QuoteSlot Slot;
    public OrderState State;
    public bool PostOnly;

    /// <summary>It is to go, whatever happened to the cancels sent so far.</summary>
    public bool CancelWanted;
    public Price Price;
    public Size Size;

    /// <summary>Estimated shares of others that trade first at its price; see <see cref="QueueEstimate"/>.</summary>
    public Size QueueAhead;

    /// <summary>Shares of all executions told, failed ones too: the venue does not put those back into the order.</summary>
    public Size Executed;

    /// <summary>Most shares the venue has said are matched.</summary>
    public Size Announced;
    public Timestamp Placed;
    public Timestamp CancelSent;
    public Timestamp NextCancel;

    /// <summary>When <see cref="Announced"/> last ran ahead of <see cref="Executed"/>.</summary>
    public Timestamp AwaitingSince;
    public int CancelAttempts;

    /// <summary>Shares that may still execute. Never negative.</summary>
    public readonly Size Remaining =>
        State.IsTerminal() ? Size.Zero : Size.Max(Size - Size.Max(Executed, Announced), Size.Zero);

    /// <summary>
    /// Shares the venue has matched whose executions have not been told yet. Up to a hundredth of a share is the venue's own
    /// rounding of a wholly matched order and nothing to wait for.
    /// </summary>
    public readonly Size Outstanding
    {
        get
        {
            var missing = Size.Min(Announced, Size) - Executed;
            return missing.Units > Quantizer.SizeStepUnits ? missing : Size.Zero;
        }
    }

    /// <summary>Nothing can come of it any more but a late status.</summary>
    public readonly bool IsOver => State.IsTerminal() && !Outstanding.IsPositive;

    public readonly bool Rests => Type is OrderType.Gtc or OrderType.Gtd && !State.IsTerminal();

    /// <summary>Its price in Up terms: a Down order mirrors.</summary>
    public readonly Price UpPrice => Outcome == Outcome.Up ? Price : Price.Complement;

    /// <summary>Its side in Up terms: buying Down is offering Up.</summary>
    public readonly Side UpSide => Outcome == Outcome.Up ? Side : Side.Opposite();
}
