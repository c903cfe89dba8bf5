using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Backtest.Sources;

/// <summary>Listens to the exchange while the generated flow trades one window alone, and writes what it hears onto a tape.</summary>
internal sealed class GeneratedTape : IExchangeListener
{
    /// <summary>The public delay of books and prints, beside the oracle's own publication lag.</summary>
    private static readonly Duration FeedDelay = Duration.FromMilliseconds(30);

    private readonly List<TapeLevel> _levels = [];
    private readonly TapeBuilder _tape;
    private Timestamp _levelsAt;
    private Timestamp _resolvedAt;
    private Outcome? _winner;

    private GeneratedTape(MarketSpec spec) => _tape = new TapeBuilder(spec, takerDelay: true);

    internal static WindowTape Make(Timestamp opens, DeterministicRandom random, TapeProvenance provenance)
    {
        var options = new GeneratedFlowOptions { FirstOpens = opens, WindowsMax = 1 };
        var listener = new GeneratedTape(RollingWindows.Spec(opens, options.Settlement));
        var venue = new ExchangeVenue(new ExchangeOptions(), random.Fork(1), listener);
        var flow = new GeneratedFlow(venue, options, random.Fork(2));
        venue.AdvanceTo(flow.Starts - Duration.FromSeconds(1));
        venue.Attach(flow);
        listener.Play(venue, opens);
        return listener._tape.Build(provenance, listener._winner, listener._winner is null ? WinnerSource.Unknown : WinnerSource.Official, listener._resolvedAt);
    }

    void IExchangeListener.LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total)
    {
        if (at != _levelsAt)
        {
            Flush();
            _levelsAt = at;
        }

        _levels.Add(new TapeLevel(side, price, total));
    }

    void IExchangeListener.Traded(Timestamp at, VenueTrade trade)
    {
        Flush();
        _tape.Trade(at + FeedDelay, new TradePrint(trade.Outcome, trade.Side, trade.Price, trade.Size, at));
    }

    void IExchangeListener.OraclePublished(Timestamp at, string asset, in OracleTick tick)
    {
        Flush();
        _tape.Oracle(at, tick);
    }

    void IExchangeListener.UnderlyingMoved(Timestamp at, string asset, OraclePrice spot)
    {
        Flush();
        _tape.FastPrice(new FastPriceTick(FastPriceSource.Binance, spot, spot, at, at + FeedDelay));
    }

    void IExchangeListener.Listed(Timestamp at, Listing listing) => _tape.Snapshot(at, at, []);

    void IExchangeListener.Resolved(Timestamp at, ListingId listing, Outcome winner)
    {
        _winner = winner;
        _resolvedAt = at;
    }

    void IExchangeListener.TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current)
    {
    }

    void IExchangeListener.TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
    }

    void IExchangeListener.OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
    }

    void IExchangeListener.Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
    }

    private void Play(ExchangeVenue venue, Timestamp opens)
    {
        var told = opens + venue.Options.PriceToBeatDelay;
        venue.AdvanceTo(told);
        Flush();
        if (venue.Listings[0].PriceToBeat is { } strike)
        {
            _tape.PriceToBeat(told, strike);
        }

        venue.AdvanceTo(opens + RollingWindows.Length + venue.Options.ResolutionMax + Duration.FromSeconds(1));
        Flush();
    }

    private void Flush()
    {
        if (_levels.Count > 0)
        {
            _tape.Levels(_levelsAt + FeedDelay, _levelsAt, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_levels));
            _levels.Clear();
        }
    }
}
