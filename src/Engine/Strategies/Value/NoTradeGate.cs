using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Signals;

namespace PolyCloud.Engine.Strategies.Value;

/// <summary>Why nothing may be bet on now, whatever the edge: an estimate is only worth what its inputs and the book are.</summary>
internal static class NoTradeGate
{
    /// <summary>
    /// In order: oracle (missing counts as stale), fair value, toxic flow, time since the open and to the close, spread, liquidity.
    /// </summary>
    public static Reason Of(ValueOptions options, in StrategyView view, in MarketSignalView signals)
    {
        if (signals.OpeningReason != Reason.None)
        {
            return signals.OpeningReason;
        }

        if (view.Now < view.Spec.Opens + options.MinimumTimeSinceOpen)
        {
            return Reason.NotYetOpen;
        }

        if (view.UntilClose < options.MinimumTimeLeft)
        {
            return Reason.TooCloseToExpiry;
        }

        var widest = Math.Max(view.Up.SpreadUnits, view.Down.SpreadUnits);
        return !view.Up.IsTwoSided || !view.Down.IsTwoSided ? Reason.BookOneSided
            : widest > options.MaximumSpread.Units ? Reason.SpreadTooWide
            : IsThin(options, view.Up) || IsThin(options, view.Down) ? Reason.BookTooThin
            : Reason.None;
    }

    private static bool IsThin(ValueOptions options, in TopOfBook top) =>
        top.BidSize < options.MinimumLiquidity || top.AskSize < options.MinimumLiquidity;
}
