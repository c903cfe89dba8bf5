using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Trades;

/// <summary>
/// One execution of one of our orders in our own terms, before market and intent are looked up: the venue's identities only.
/// The same execution comes once per settlement status, may come twice and in any order; (<see cref="Trade"/>,
/// <see cref="Order"/>) names it.
/// </summary>
public struct VenueFill
{
    public Guid Trade;

    /// <summary>Our order's hash.</summary>
    public Hash256 Order;

    /// <summary>Our own token, side and price, whatever the other party's were.</summary>
    public UInt256 Token;
    public Side Side;
    public Price Price;
    public Size Size;

    /// <summary>Collateral the venue moved for it, without the fee: paid on a buy, received on a sell. Positive.</summary>
    public Money Amount;

    /// <summary>Taker fee; zero for a maker.</summary>
    public Money Fee;

    public bool IsMaker;
    public FillStatus Status;

    /// <summary>When it was matched: the same at every status.</summary>
    public Timestamp VenueTime;
}
