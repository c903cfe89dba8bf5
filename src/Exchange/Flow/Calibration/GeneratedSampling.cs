using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>Runs generated windows at an exchange without accounts and measures the book after each trade.</summary>
public sealed class GeneratedSampling : IExchangeListener
{
    private static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_773_307_200);

    private readonly BookLevel[] _levels = new BookLevel[200];
    private ListingId? _traded;
    private Timestamp _opens = FirstOpens;
    private long _changes;

    private GeneratedSampling()
    {
    }

    /// <summary>Level changes of open windows a second: what the venue sends as price changes.</summary>
    public double LevelChangesPerSecond { get; private set; }

    /// <summary>The busiest second, in level changes.</summary>
    public long LevelChangesInBusiestSecond { get; private set; }

    public BookStatistics Statistics { get; } = new();

    public static GeneratedSampling Run(ulong seed, int windows, SettlementRule settlement, GeneratedFlowOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, 1);
        var sampling = new GeneratedSampling();
        var random = new DeterministicRandom(seed);
        var venue = new ExchangeVenue(new ExchangeOptions(), random.Fork(1), sampling);
        var settings = (options ?? new GeneratedFlowOptions { FirstOpens = FirstOpens }) with { FirstOpens = FirstOpens, WindowsMax = windows, Settlement = settlement };
        var flow = new GeneratedFlow(venue, settings, random.Fork(2));
        venue.AdvanceTo(flow.Starts - Duration.FromSeconds(1));
        venue.Attach(flow);
        for (var window = 0; window < windows; window++)
        {
            sampling._opens = FirstOpens + (RollingWindows.Length * window);
            sampling.MeasureWindow(venue);
        }

        sampling.LevelChangesPerSecond = sampling._changes / (windows * RollingWindows.Length.TotalSeconds);
        return sampling;
    }

    private void MeasureWindow(ExchangeVenue venue)
    {
        var closes = _opens + RollingWindows.Length;
        venue.AdvanceTo(_opens);
        Statistics.BeginWindow(closes);
        var counted = _changes;
        var second = _opens;
        while (venue.NextDue <= closes)
        {
            var now = venue.NextDue;
            if (now - second >= Duration.FromSeconds(1))
            {
                LevelChangesInBusiestSecond = Math.Max(LevelChangesInBusiestSecond, _changes - counted);
                counted = _changes;
                second = now;
            }

            _traded = null;
            venue.AdvanceTo(now);
            if (_traded is { } listing && venue.Listings[listing.Slot].Spec.Opens == _opens)
            {
                Statistics.Add(now, BookSample.Of(Side(venue, listing, Engine.Values.Side.Buy), Side(venue, listing, Engine.Values.Side.Sell)));
            }
        }
    }

    private IEnumerable<KeyValuePair<int, long>> Side(ExchangeVenue venue, ListingId listing, Side side)
    {
        var count = venue.CopyLevels(listing, side, _levels);
        for (var index = 0; index < count; index++)
        {
            yield return new(_levels[index].Price.Units, _levels[index].Size.Units);
        }
    }

    void IExchangeListener.LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total) =>
        _changes += at >= _opens && at < _opens + RollingWindows.Length ? 1 : 0;

    void IExchangeListener.Traded(Timestamp at, VenueTrade trade) => _traded = trade.Listing;

    void IExchangeListener.TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
    }

    void IExchangeListener.OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
    }

    void IExchangeListener.Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
    }

    void IExchangeListener.TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current)
    {
    }

    void IExchangeListener.OraclePublished(Timestamp at, string asset, in OracleTick tick)
    {
    }

    void IExchangeListener.Listed(Timestamp at, Listing listing)
    {
    }

    void IExchangeListener.Resolved(Timestamp at, ListingId listing, Outcome winner)
    {
    }
}
