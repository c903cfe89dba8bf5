using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>What is known of one of our orders. Reports may come twice, late and in any order.</summary>
public enum OrderReportKind : byte
{
    /// <summary>The venue has it and it rests.</summary>
    Live,

    /// <summary>The venue refused it; it never rested.</summary>
    Rejected,

    /// <summary>The outcome of placing is not known; the gateway is asking. Counts as live until told otherwise.</summary>
    Unknown,

    /// <summary>The venue says it is cancelled (also: killed rest of FAK, expired, unfunded). Terminal.</summary>
    Cancelled,

    /// <summary>The venue says it is wholly matched. Terminal; its fills may still be under way.</summary>
    Matched,

    /// <summary>The venue has no such order and no trade of it: it never arrived. Terminal.</summary>
    NeverArrived,

    /// <summary>The cancel was not carried out (refused, failed, unknown); the order may live. The engine may try again.</summary>
    CancelFailed,
}

/// <summary>One report on an order.</summary>
/// <param name="MatchedTotal">Shares matched so far, as the venue says; a hint, fills are the truth.</param>
public readonly record struct OrderReport(IntentId Intent, OrderReportKind Kind, Size MatchedTotal, Reason Reason);

/// <summary>How far a trade has settled on chain.</summary>
public enum FillStatus : byte
{
    Matched,
    Mined,
    Retrying,

    /// <summary>Terminal: it counts.</summary>
    Confirmed,

    /// <summary>Terminal: it never happened; exactly its own effect is reversed.</summary>
    Failed,
}

/// <summary>
/// One execution of one of our orders, at one settlement status. The same execution comes once per status, may come twice,
/// and in any order; it is known by (<see cref="Trade"/>, <see cref="Intent"/>).
/// </summary>
public struct Fill
{
    /// <summary>The venue's trade id.</summary>
    public Guid Trade;

    /// <summary>Our order, or none for an order this engine does not know (recovered from the venue).</summary>
    public IntentId Intent;

    public MarketId Market;

    /// <summary>Our own token, side, price: already turned to our view of the trade.</summary>
    public Outcome Outcome;
    public Side Side;
    public Price Price;
    public Size Size;

    /// <summary>Collateral the venue moved for it, without the fee: paid on a buy, received on a sell. Positive.</summary>
    public Money Amount;

    /// <summary>Taker fee. Positive.</summary>
    public Money Fee;

    public bool IsMaker;
    public FillStatus Status;
    public Timestamp VenueTime;
}
