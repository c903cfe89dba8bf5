using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices.Exchanges;

/// <summary>What the socket of an exchange tells its owner.</summary>
public interface IFastPriceEvents
{
    /// <summary>The best prices of one underlying; never older than the last of the same exchange by the exchange's own count.</summary>
    /// <param name="asset">Lower-case symbol: <c>btc</c>.</param>
    void FastPrice(Timestamp now, string asset, in FastPriceTick tick);

    /// <summary>The first price came on a fresh connection.</summary>
    void Connected(Timestamp now, FastPriceSource source);

    /// <summary>Prices may be missed from now on; told once for a connection, at once.</summary>
    void ContinuityLost(Timestamp now, FastPriceSource source, string why);

    /// <summary>A kind of bad input was seen for the first time; further ones are only counted.</summary>
    void FrameSkipped(Timestamp now, FastPriceSource source, FrameFault fault);
}
