namespace PolyCloud.Engine.Strategies.CompleteSet;

/// <summary>Where the trade in one pair stands.</summary>
internal enum SetState : byte
{
    Idle,

    /// <summary>An edge was found; the first leg, or for a reverse set the split, is wanted.</summary>
    PairPlanned,

    /// <summary>Dollars are being made into pairs, to be sold.</summary>
    Splitting,
    Leg1Working,

    /// <summary>One token without its partner, and no order for the partner yet.</summary>
    Leg1Filled,
    Leg2Working,

    /// <summary>Pairs are held; the merge is wanted.</summary>
    BothFilled,
    Merging,

    /// <summary>The trade is over: pairs became dollars again, or both tokens of a reverse set were sold.</summary>
    Merged,

    /// <summary>The partner was not to be had in time or at a bearable price: the closing layer works the leg out.</summary>
    Unwinding,
}

/// <summary>What positions, orders and operations say at one look; exactly one holds, the first that applies from the bottom up.</summary>
internal enum SetEvent : byte
{
    /// <summary>Nothing held, nothing live, nothing worth planning.</summary>
    Nothing,

    /// <summary>Nothing held, nothing live, and a pair can be traded at a gain.</summary>
    Edge,

    /// <summary>Pairs are held and nothing is live.</summary>
    Pairs,

    /// <summary>Pairs made to be sold are held and can still be sold at a gain; nothing is live.</summary>
    ForSale,

    /// <summary>A split or merge is under way.</summary>
    Operation,

    /// <summary>An order is live and no leg is alone.</summary>
    Order,

    /// <summary>A token without its partner, and no order for the partner.</summary>
    Alone,

    /// <summary>A token without its partner, and an order for the partner.</summary>
    Partnered,

    /// <summary>A token without its partner whose time is up or that the closing layer has taken over.</summary>
    HandedOver,
}

/// <summary>
/// The machine of a pair: from every state by every event. A leg alone always leads to a state that works it, pairs always to one that
/// merges or sells them, whatever was believed before: what is held decides, not what was planned.
/// </summary>
internal sealed class SetTransitions
{
    public static readonly int Events = Enum.GetValues<SetEvent>().Length;

    private readonly SetState[] _next;

    /// <param name="next">State by state, in the order of the events.</param>
    public SetTransitions(SetState[] next) => _next = next;

    public static SetTransitions Rules { get; } = new(
    [
        //           Nothing             Edge                  Pairs                 ForSale               Operation            Order                 Alone                Partnered            HandedOver
        /* Idle */   SetState.Idle,      SetState.PairPlanned, SetState.BothFilled,  SetState.PairPlanned, SetState.Merging,    SetState.Leg1Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Plan */   SetState.Idle,      SetState.PairPlanned, SetState.BothFilled,  SetState.PairPlanned, SetState.Splitting,  SetState.Leg1Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Split */  SetState.Idle,      SetState.PairPlanned, SetState.BothFilled,  SetState.PairPlanned, SetState.Splitting,  SetState.Leg1Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Leg 1 */  SetState.Idle,      SetState.PairPlanned, SetState.BothFilled,  SetState.PairPlanned, SetState.Merging,    SetState.Leg1Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Filled */ SetState.Idle,      SetState.PairPlanned, SetState.BothFilled,  SetState.PairPlanned, SetState.Merging,    SetState.Leg1Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Leg 2 */  SetState.Merged,    SetState.Merged,      SetState.BothFilled,  SetState.PairPlanned, SetState.Merging,    SetState.Leg2Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Both */   SetState.Merged,    SetState.Merged,      SetState.BothFilled,  SetState.BothFilled,  SetState.Merging,    SetState.BothFilled,  SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Merging */SetState.Merged,    SetState.Merged,      SetState.BothFilled,  SetState.BothFilled,  SetState.Merging,    SetState.Merging,     SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Merged */ SetState.Idle,      SetState.PairPlanned, SetState.BothFilled,  SetState.BothFilled,  SetState.Merging,    SetState.Leg1Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.Unwinding,
        /* Unwind */ SetState.Idle,      SetState.Idle,        SetState.BothFilled,  SetState.BothFilled,  SetState.Merging,    SetState.Unwinding,   SetState.Unwinding,  SetState.Unwinding,   SetState.Unwinding,
    ]);

    public SetState Next(SetState state, SetEvent happened) => _next[((int)state * Events) + (int)happened];

    /// <summary>The same machine but for one cell.</summary>
    public SetTransitions With(SetState state, SetEvent happened, SetState next)
    {
        SetState[] changed = [.. _next];
        changed[((int)state * Events) + (int)happened] = next;
        return new SetTransitions(changed);
    }
}
