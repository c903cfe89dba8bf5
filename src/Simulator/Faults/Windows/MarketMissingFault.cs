using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Faults.Windows;

/// <summary>The CLOB does not know a window yet that Gamma lists: it lags by minutes. Struck each time such a window is asked for, or told by Gamma.</summary>
internal sealed class MarketMissingFault() : VenueFault(
    "market-missing", "404 for the market, book and orders of windows that have not opened; Gamma lists them with empty token ids.",
    new FaultParameter("until-open-ms", "The window is known from this long before its open.", 0, 0, 86_400_000))
{
    /// <summary>Whether the CLOB has it, without drawing: for lists.</summary>
    public bool Hides(Timestamp now, Listing listing) => IsActive(now) && now < listing.Spec.Opens - Milliseconds("until-open-ms");

    public bool Misses(Timestamp now, Listing listing) => Hides(now, listing) && Strikes(now);
}
