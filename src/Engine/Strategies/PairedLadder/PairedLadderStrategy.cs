using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.PairedLadder;

/// <summary>
/// Bids for both tokens at several levels so that a pair costs less than the dollar it is worth; completes what stays unpaired by
/// taking within a greatest price, and asks for what is paired to be merged. Nothing is bid without a fair value.
/// </summary>
internal sealed class PairedLadderStrategy : IStrategy
{
    public const string StrategyName = "paired-ladder";

    private readonly PairedLadderOptions _options;
    private readonly CompletionRule _completion;

    public PairedLadderStrategy(PairedLadderOptions options)
    {
        _options = options;
        _completion = new CompletionRule(options);
    }

    public string Name => StrategyName;

    public ExecutionPolicy Policy => ExecutionPolicy.CompletionTaker;

    public bool MayAverageDown => true;

    public bool IsDirectional => false;

    public ClosingOptions Closing { get; } = new();

    public void Begin(MarketId market, MarketSpec spec)
    {
    }

    public void Quote(in StrategyView view, QuoteBuffer quotes)
    {
        quotes.MergeWanted = Size.Max(view.Position.Sets, Size.Zero);
        if (view.OpeningVerdict != Reason.None)
        {
            quotes.Reason = view.OpeningVerdict;
            return;
        }

        var skew = new LadderSkew(view.Exposure.Net, _options);
        if (_completion.IsDue(view, skew, out var completion))
        {
            quotes.IsEligible = true;
            if (completion.Size.IsPositive)
            {
                quotes.Put(QuoteSlot.Completion, completion);
            }

            return;
        }

        var signals = view.ReadSignals();
        quotes.Reason = signals.OpeningReason;
        if (quotes.Reason == Reason.None)
        {
            Bid(view, signals, skew, quotes);
        }
    }

    private void Bid(in StrategyView view, in MarketSignalView signals, in LadderSkew skew, QuoteBuffer quotes)
    {
        var target = TargetTotal.Of(_options, signals, skew);
        var first = LadderPrices.Of(_options, view, signals.FairValue, skew, target);
        var lowest = Math.Max(_options.LowestPrice.Units, view.Tick.Lowest.Units);
        quotes.IsEligible = first.UpUnits >= lowest && first.DownUnits >= lowest;

        // Alone, a side can only be for what is missing: a pair whose other half is not bid for is a bet.
        var pairs = quotes.IsEligible && view.Phase == MarketPhase.Making;
        Bid(view, Outcome.Up, first, signals.SizePercent, pairs, skew, target, quotes);
        Bid(view, Outcome.Down, first, signals.SizePercent, pairs, skew, target, quotes);
        if (quotes.Wanted == 0)
        {
            quotes.Reason = view.Phase == MarketPhase.Making ? Reason.NoSideQualifies : Reason.PhaseForbidsOpening;
        }
    }

    private void Bid(
        in StrategyView view, Outcome outcome, in LadderPrices first, int sizePercent, bool pairs, in LadderSkew skew, Price target, QuoteBuffer quotes)
    {
        var isMissing = skew.Severity > 0 && !skew.IsExcess(outcome);
        if (!pairs && !isMissing)
        {
            return;
        }

        var left = pairs ? new Size(long.MaxValue) : skew.Unpaired.Magnitude;
        var most = Math.Min(view.Tick.Highest.Units, target.Units - view.Live.HighestBid(outcome.Opposite()).Units);
        for (var level = skew.FirstLevel(outcome); level < _options.Levels; level++)
        {
            var price = first.Of(outcome) - (level * _options.LevelStepTicks * view.Tick.Units);
            var size = Quantizer.SizeDown(Size.Min(LevelSize(level, sizePercent, outcome, skew), left));
            var slot = QuoteSlot.Of(outcome, Side.Buy, level);

            // What rests is compared with its own price and cancelled if need be. What would be new must also agree with every bid of
            // the other token that may still fill, the leaving ones too.
            var units = view.Live.Has(slot) ? price : Math.Min(price, most / view.Tick.Units * view.Tick.Units);
            if (units < _options.LowestPrice.Units || units < view.Tick.Lowest.Units || size < view.Spec.MinimumOrderSize)
            {
                continue;
            }

            quotes.Put(slot, DesiredQuote.Resting(outcome, Side.Buy, new Price(units), size));
            left -= size;
        }
    }

    private Size LevelSize(int level, int sizePercent, Outcome outcome, in LadderSkew skew)
    {
        var percent = (100L + ((long)level * _options.LevelGrowthPercent)) * sizePercent;
        return skew.Scale(outcome, new Size(RoundedDivision.Divide((Int128)_options.LevelSize.Units * percent, 10_000, Rounding.Down)));
    }
}
