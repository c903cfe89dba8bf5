using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.User;

/// <summary>What happened to the order.</summary>
public enum UserOrderChange : byte
{
    Placement,
    Update,
    Cancellation,
}

/// <summary>The order's state, as far as the venue's free text is understood.</summary>
public enum UserOrderState : byte
{
    /// <summary>A text nobody knows yet: nothing follows from it.</summary>
    Unknown,

    Live,

    /// <summary>Wholly matched.</summary>
    Matched,

    /// <summary>Held before matching; it may still be refused.</summary>
    Delayed,

    /// <summary>Marketable, but not matched after the hold: it rests.</summary>
    Unmatched,

    /// <summary>By us, by expiry, or by the venue for a reason in words.</summary>
    Cancelled,

    /// <summary>Cancelled by the venue, for want of funds for example.</summary>
    Invalid,
}

/// <summary>One event of the user socket about one of our orders. Events may come twice, late and in any order.</summary>
public struct UserOrder
{
    /// <summary>The order's hash, its id at the venue.</summary>
    public Hash256 Order;

    /// <summary>Zero where the venue did not give it readably.</summary>
    public Hash256 Condition;

    public UInt256 Token;
    public UserOrderChange Change;
    public UserOrderState State;
    public Side Side;
    public Price Price;
    public Size OriginalSize;

    /// <summary>Shares matched so far; zero where the venue leaves it empty. A hint: trades are the truth.</summary>
    public Size MatchedTotal;

    public Timestamp VenueTime;
}
