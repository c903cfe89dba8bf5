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
    public bool IsSpreadMet(in Situation situation) => WidestSpread(situation) >= _options.MinimumSpread.Units;

    /// <summary>Why no entry is wanted, or none and the entry.</summary>
    public Reason Decide(in Situation situation, out DesiredOrder entry)
    {
        entry = default;
        if (situation.OpeningVerdict != Reason.None)
        {
            return situation.OpeningVerdict;
        }

        entry.MayLinger = true;
        var market = situation.Market;
        if (situation.Exposure.Net.Magnitude >= market.Spec.MinimumOrderSize)
        {
            return Reason.PositionOpen;
        }

        var size = EntrySize(market.Phase.Current);
        if (size < market.Spec.MinimumOrderSize)
        {
            return market.Phase.Current == MarketPhase.Unwind ? Reason.PhaseForbidsOpening : Reason.BelowMinimumSize;
        }

        var met = IsSpreadMet(situation);
        if (!met && _options.RestBehindTouch == Price.Zero)
        {
            return Reason.SpreadTooNarrow;
        }

        if (!TryPickSide(situation, met, out var outcome))
        {
            return Reason.NoSideQualifies;
        }

        var behind = met ? 0 : _options.RestBehindTouch.Units;
        var price = situation.Top(outcome).Bid.Units - behind;
        if (price < _options.LowestEntryPrice.Units || price > _options.HighestEntryPrice.Units)
        {
            return Reason.NoSideQualifies;
        }

        entry = new DesiredOrder
        {
            Wanted = true,
            Outcome = outcome,
            Side = Side.Buy,
            Type = OrderType.Gtc,
            Purpose = OrderPurpose.Entry,
            PostOnly = true,
            Price = Quantizer.PriceDown(price, market.Tick),
            Size = Quantizer.SizeDown(size),
        };
        return Reason.None;
    }

    private Size EntrySize(MarketPhase phase) => phase == MarketPhase.Unwind
        ? new Size(RoundedDivision.Divide((Int128)_options.EntrySize.Units * _options.UnwindSizePercent, 100, Rounding.Down))
        : _options.EntrySize;

    private static int WidestSpread(in Situation situation) => Math.Max(situation.Up.SpreadUnits, situation.Down.SpreadUnits);

    private bool TryPickSide(in Situation situation, bool spreadMet, out Outcome outcome)
    {
        outcome = Outcome.Up;
        if (_options.RequireTradePrint && !situation.Market.TradeSeen)
        {
            return false;
        }

        var up = Qualifies(situation.Up, spreadMet);
        var down = Qualifies(situation.Down, spreadMet);

        // The tokens mirror each other, so both qualify only while one book is a frame ahead; the wider spread decides then.
        outcome = down && (!up || situation.Down.SpreadUnits > situation.Up.SpreadUnits) ? Outcome.Down : Outcome.Up;
        return up || down;
    }

    private bool Qualifies(in TopOfBook top, bool spreadMet) =>
        top.IsTwoSided
        && (!spreadMet || top.SpreadUnits >= _options.MinimumSpread.Units)
        && MicroPrice.LiesAboveMid(top.BidSize, top.AskSize);
}
