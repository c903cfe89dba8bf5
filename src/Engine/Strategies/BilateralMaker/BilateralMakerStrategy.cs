using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// Rests on both sides of the one book that Up and Down share, about a price that leans against its inventory. Never takes: what it
/// bought it sells, or buys the other token of, from the other side.
/// </summary>
internal sealed class BilateralMakerStrategy : IStrategy
{
    public const string StrategyName = "bilateral-maker";

    private readonly BilateralMakerOptions _options;

    public BilateralMakerStrategy(BilateralMakerOptions options) => _options = options;

    public string Name => StrategyName;

    public ExecutionPolicy Policy => ExecutionPolicy.MakerOnly;

    public bool MayAverageDown => true;

    public bool IsDirectional => false;

    public ClosingOptions Closing { get; } = new();

    public void Begin(MarketId market, MarketSpec spec)
    {
    }

    public void Quote(in StrategyView view, QuoteBuffer quotes)
    {
        quotes.Reason = view.OpeningVerdict;
        if (quotes.Reason != Reason.None)
        {
            return;
        }

        var signals = view.ReadSignals();
        quotes.Reason = signals.Oracle.Pause != Reason.None ? signals.Oracle.Pause
            : signals.Toxicity.Level == ToxicityLevel.MicroHalt ? signals.Toxicity.Reason
            : Reason.None;
        if (quotes.Reason == Reason.None)
        {
            quotes.Reason = Rest(view, signals, quotes);
        }
    }

    private Reason Rest(in StrategyView view, in MarketSignalView signals, QuoteBuffer quotes)
    {
        var bookMid = (view.Up.Bid.Units + view.Up.Ask.Units) / (2.0 * Price.Scale);
        var fair = signals.FairValue;
        if (fair.IsValid && Math.Abs(fair.UpProbability - bookMid) * Price.Scale > _options.MaximumDisagreement.Units)
        {
            return Reason.FairValueUnknown;
        }

        var weight = fair.IsValid ? _options.FairValuePercent / 100.0 : 0;
        var mid = (weight * fair.UpProbability) + ((1 - weight) * bookMid);
        var risk = new ProbabilityRisk(mid, Math.Max(view.UntilClose.TotalSeconds, 0), view.Spec.Settlement);
        var variance = risk.VarianceWithin((view.UntilClose - _options.Cutoff).TotalSeconds);
        var midPrice = new Price((int)Math.Clamp(mid * Price.Scale, 0, Price.Scale));
        var half = SpreadModel.HalfSpread(_options, risk, variance, Size.Min(view.Up.BidSize, view.Up.AskSize), view.Spec.Fees, midPrice);
        if (half * Price.Scale > _options.MaximumHalfSpread.Units)
        {
            return Reason.NoSideQualifies;
        }

        quotes.IsEligible = true;
        var reservation = AvellanedaStoikov.ReservationPrice(mid, view.Exposure.Net.Units / (double)Size.Scale, _options.RiskAversion, variance);
        Put(view, Place(view, reservation, half), signals.SizePercent, quotes);
        return quotes.Wanted != 0 ? Reason.None : view.Phase == MarketPhase.Unwind ? Reason.PhaseForbidsOpening : Reason.NoSideQualifies;
    }

    private MakerQuotes Place(in StrategyView view, double reservation, double half)
    {
        var tick = view.Tick.Units;
        var least = _options.MinimumHalfSpread.Units;

        // Both tokens show the same orders, but one book may be a frame ahead: behind the nearer of the two is a maker for sure.
        var nearestBid = Math.Min(OnGridDown((reservation * Price.Scale) - least, tick), Math.Min(view.Up.Ask.Units, Price.Scale - view.Down.Bid.Units) - tick);
        var nearestAsk = Math.Max(OnGridUp((reservation * Price.Scale) + least, tick), Math.Max(view.Up.Bid.Units, Price.Scale - view.Down.Ask.Units) + tick);
        var bid = Math.Min(OnGridDown((reservation - half) * Price.Scale, tick), nearestBid);
        var ask = Math.Max(OnGridUp((reservation + half) * Price.Scale, tick), nearestAsk);
        var rewards = view.Spec.Rewards;
        if (!rewards.IsEmpty && _options.RewardPerShare.Units > 0
            && AdjustedMidpoint.HalfUnits(view.UpBook.Book, rewards.MinimumSize) is { } midpoint)
        {
            bid = RewardTightening.Of(Side.Buy, bid, nearestBid, view.Tick, rewards, midpoint, _options.RewardPerShare);
            ask = RewardTightening.Of(Side.Sell, ask, nearestAsk, view.Tick, rewards, midpoint, _options.RewardPerShare);
        }

        var net = view.Exposure.Net;
        var (bidRoom, askRoom) = view.Phase == MarketPhase.Making
            ? (_options.MaximumInventory - net, _options.MaximumInventory + net)
            : (-net, net);
        return new MakerQuotes(bid, ask, nearestBid, nearestAsk, Size.Max(bidRoom, Size.Zero), Size.Max(askRoom, Size.Zero));
    }

    private void Put(in StrategyView view, in MakerQuotes quotes, int sizePercent, QuoteBuffer buffer)
    {
        var size = new Size(RoundedDivision.Divide((Int128)_options.LevelSize.Units * sizePercent, 100, Rounding.Down));
        var keepWithin = _options.KeepWithinTicks * view.Tick.Units;
        var rewarded = view.Spec.Rewards.MinimumSize;
        if (_options.RewardPerShare.Units > 0 && !view.Spec.Rewards.IsEmpty && size < rewarded && rewarded <= _options.MaximumRewardSize && sizePercent == 100)
        {
            size = rewarded;
        }

        var bids = new QuoteSlices(view, Side.Buy, quotes.BidRoom, quotes.NearestBidUnits, keepWithin, buffer);
        var asks = new QuoteSlices(view, Side.Sell, quotes.AskRoom, quotes.NearestAskUnits, keepWithin, buffer);
        for (var level = 0; level < _options.Levels; level++)
        {
            var away = level * _options.LevelStepTicks * view.Tick.Units;
            Put(ref bids, level, quotes.BidUnits - away, size, view.Tick);
            Put(ref asks, level, quotes.AskUnits + away, size, view.Tick);
        }
    }

    private void Put(ref QuoteSlices slices, int level, int upUnits, Size size, TickSize tick)
    {
        var lowest = Math.Max(_options.LowestPrice.Units, tick.Lowest.Units);
        if (upUnits >= lowest && upUnits <= Price.Scale - lowest)
        {
            slices.Put(level, new Price(upUnits), size);
        }
    }

    private static int OnGridDown(double units, int tick) => (int)Math.Floor(Math.Clamp(units, -Price.Scale, 2 * Price.Scale) / tick) * tick;

    private static int OnGridUp(double units, int tick) => (int)Math.Ceiling(Math.Clamp(units, -Price.Scale, 2 * Price.Scale) / tick) * tick;
}
