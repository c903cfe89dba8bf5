using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.User;

/// <summary>
/// What the user socket tells its owner. Duplicates and any order are passed on as they come; order events, trades and the
/// answers to placements race each other.
/// </summary>
public interface IUserEvents
{
    void Order(Timestamp now, in UserOrder order);

    /// <summary>One trade at one settlement status.</summary>
    /// <param name="trade">Valid during the call only; <see cref="OwnFills"/> turns it into our fills.</param>
    void Trade(Timestamp now, TradeRecord trade);

    /// <summary>
    /// Subscribed on a fresh connection. The venue replays nothing: what happened meanwhile has to be asked from REST, begun
    /// after this call, before quoting resumes.
    /// </summary>
    void Connected(Timestamp now);

    /// <summary>Orders and fills may be missed from now on; told once for a connection, at once.</summary>
    void ContinuityLost(Timestamp now, string why);

    /// <summary>A kind of bad input was seen for the first time; further ones are only counted.</summary>
    void FrameSkipped(Timestamp now, FrameFault fault);
}
