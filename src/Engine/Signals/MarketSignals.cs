using PolyCloud.Engine.Book;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>The signals of one market: takes what happens in it, gives the view of a moment.</summary>
internal sealed class MarketSignals
{
    private readonly UnderlyingSignal _underlying;
    private readonly ToxicityOptions _options;
    private readonly ToxicityMonitor _toxicity;
    private readonly FairValueModel _fairValue;

    public MarketSignals(MarketSpec spec, UnderlyingSignal underlying, SignalOptions options)
    {
        _underlying = underlying;
        _options = options.Toxicity;
        _toxicity = new ToxicityMonitor(options.Toxicity);
        _fairValue = new FairValueModel(spec, underlying, options);
    }

    /// <summary>What the window must reach, or nothing.</summary>
    public OraclePrice? Strike => _fairValue.Strike;

    public MarketSignalView Read(Timestamp now)
    {
        var volatility = _underlying.Volatility;
        return new MarketSignalView(
            _fairValue.Estimate(now),
            _toxicity.Regime(now, _underlying.LastFastMove, volatility.IsWarm ? volatility.DeviationPerSecond : 0),
            _underlying.Health(now),
            volatility,
            _underlying.Momentum);
    }

    /// <summary>The next moment after <paramref name="now"/> at which the view changes without an input, apart from time running out.</summary>
    public Timestamp NextChange(Timestamp now)
    {
        var next = _underlying.NextHealthChange(now);
        var regime = _toxicity.Regime(now, _underlying.LastFastMove, 0);
        return regime.Level == ToxicityLevel.MicroHalt ? Timestamp.Earlier(next, regime.Until) : next;
    }

    /// <summary>Takes the Up book after a change; the Down book mirrors it.</summary>
    public void OnBook(Timestamp now, OrderBook upBook)
    {
        if (upBook.HasSnapshot && !upBook.IsCrossed && _toxicity.WantsBook(now))
        {
            _toxicity.ObserveBook(now, Best(upBook, Side.Buy, upBook.HasBid), Best(upBook, Side.Sell, upBook.HasAsk));
        }
    }

    /// <summary>
    /// To be called after each price of the underlying's oracle: the stream's value at the open makes the strike.
    /// <see cref="Reason.SettlementMismatch"/> where it contradicts what the market told before.
    /// </summary>
    public Reason OnOracle() => _fairValue.SeekStrike();

    public void OnTrade(Timestamp now, in TradePrint print) =>
        _toxicity.ObserveTrade(now, print.Size, print.Outcome == Outcome.Up == (print.TakerSide == Side.Buy));

    /// <summary>Takes how far the mid moved after an own fill, dollars a share, good for us positive.</summary>
    public void OnMarkOut(Timestamp now, double dollarsPerShare, Size size) => _toxicity.ObserveMarkOut(now, dollarsPerShare, size);

    /// <summary>Takes the market's own price to beat; <see cref="Reason.SettlementMismatch"/> where it contradicts what is known.</summary>
    public Reason OnPriceToBeat(OraclePrice price) => _fairValue.ConfirmStrike(price);

    private Size Best(OrderBook book, Side side, bool any)
    {
        var sum = Size.Zero;
        var price = !any ? default : side == Side.Buy ? book.BestBid : book.BestAsk;
        for (var level = 0; any && level < _options.ImbalanceLevels; level++)
        {
            sum += book.SizeAt(side, price);
            any = book.TryNextBest(side, price, out price);
        }

        return sum;
    }
}
