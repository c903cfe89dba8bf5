using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Asymmetric;

/// <summary>
/// Buys at the best bid of the better token, post-only: the one with the spread whose micro-price lies above its mid after the
/// last trade. Only flat, so that it never averages down.
/// </summary>
internal sealed class EntryRule
{
    private readonly AsymmetricOptions _options;

    public EntryRule(AsymmetricOptions options) => _options = options;

    /// <summary>Whether the spread rule is met on either token, whatever else forbids an entry.</summary>
    public bool IsSpreadMet(in StrategyView view) => WidestSpread(view) >= _options.MinimumSpread.Units;

    /// <summary>Why no entry is wanted, or none and the entry.</summary>
    public Reason Decide(in StrategyView view, out DesiredQuote entry)
    {
        entry = default;
        if (view.OpeningVerdict != Reason.None)
        {
            return view.OpeningVerdict;
        }

        if (view.Exposure.Net.Magnitude >= view.Spec.MinimumOrderSize)
        {
            return Reason.PositionOpen;
        }

        var size = EntrySize(view.Phase);
        if (size < view.Spec.MinimumOrderSize)
        {
            return view.Phase == MarketPhase.Unwind ? Reason.PhaseForbidsOpening : Reason.BelowMinimumSize;
        }

        var met = IsSpreadMet(view);
        if (!met && _options.RestBehindTouch == Price.Zero)
        {
            return Reason.SpreadTooNarrow;
        }

        if (!TryPickSide(view, met, out var outcome))
        {
            return Reason.NoSideQualifies;
        }

        var behind = met ? 0 : _options.RestBehindTouch.Units;
        var price = view.Top(outcome).Bid.Units - behind;
        if (price < _options.LowestEntryPrice.Units || price > _options.HighestEntryPrice.Units)
        {
            return Reason.NoSideQualifies;
        }

        entry = DesiredQuote.Resting(outcome, Side.Buy, Quantizer.PriceDown(price, view.Tick), Quantizer.SizeDown(size));
        return Reason.None;
    }

    private Size EntrySize(MarketPhase phase) => phase == MarketPhase.Unwind
        ? new Size(RoundedDivision.Divide((Int128)_options.EntrySize.Units * _options.UnwindSizePercent, 100, Rounding.Down))
        : _options.EntrySize;

    private static int WidestSpread(in StrategyView view) => Math.Max(view.Up.SpreadUnits, view.Down.SpreadUnits);

    private bool TryPickSide(in StrategyView view, bool spreadMet, out Outcome outcome)
    {
        outcome = Outcome.Up;
        if (_options.RequireTradePrint && !view.TradeSeen)
        {
            return false;
        }

        var up = Qualifies(view.Up, spreadMet);
        var down = Qualifies(view.Down, spreadMet);

        // The tokens mirror each other, so both qualify only while one book is a frame ahead; the wider spread decides then.
        outcome = down && (!up || view.Down.SpreadUnits > view.Up.SpreadUnits) ? Outcome.Down : Outcome.Up;
        return up || down;
    }

    private bool Qualifies(in TopOfBook top, bool spreadMet) =>
        top.IsTwoSided
        && (!spreadMet || top.SpreadUnits >= _options.MinimumSpread.Units)
        && MicroPrice.LiesAboveMid(top.BidSize, top.AskSize);
}
