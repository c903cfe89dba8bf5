using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices;

/// <summary>What the price socket tells its owner.</summary>
public interface IPriceEvents
{
    /// <summary>
    /// One price. After a subscription the last two minutes come first, oldest first, so a price may be old: its own moment
    /// counts, and one may come twice.
    /// </summary>
    /// <param name="asset">Lower-case symbol: <c>btc</c>.</param>
    void Price(Timestamp now, string asset, in OracleTick tick);

    /// <summary>Authenticated and subscribed on a fresh connection.</summary>
    void Connected(Timestamp now);

    /// <summary>Prices may be missed from now on; told once for a connection, at once.</summary>
    void ContinuityLost(Timestamp now, string why);

    /// <summary>The venue answered with an error code: <c>auth_invalid</c>, <c>sub_limit</c>, <c>bad_filter</c> and the like.</summary>
    void Refused(Timestamp now, string code);

    /// <summary>A kind of bad input was seen for the first time; further ones are only counted.</summary>
    void FrameSkipped(Timestamp now, FrameFault fault);
}
