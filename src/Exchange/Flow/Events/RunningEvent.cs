using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Flow.Events;

/// <summary>The markets of one listed event with their agents, from the listing until the winner is declared and the agents have left.</summary>
internal sealed class RunningEvent
{
    private readonly ExchangeVenue _venue;
    private readonly RangeEvent _event;
    private readonly List<ListingId> _listings = [];
    private readonly List<GeneratedWindow> _markets = [];

    public RunningEvent(ExchangeVenue venue, RangeEvent listed, EventFlowOptions options, ulong seed)
    {
        (_venue, _event) = (venue, listed);
        for (var index = 0; index < listed.Ranges.Count; index++)
        {
            var spec = listed.Spec(index) with { Fees = options.Fees };
            var listing = venue.List(spec, takerDelay: true, listed.Place(index)).Id;
            var model = new RangeModel(listed.Ranges.From(index) ?? double.NegativeInfinity, listed.Ranges.To(index) ?? double.PositiveInfinity, listed.Closes);
            var market = new WindowMarket(venue, listing, spec, model);
            _listings.Add(listing);
            _markets.Add(new GeneratedWindow(market, options.Makers, options.Takers, new DeterministicRandom(seed ^ listed.Stream(index))));
        }
    }

    public bool IsOver => _markets.Count == 0;

    public Timestamp NextDue
    {
        get
        {
            var next = Timestamp.Never;
            foreach (var market in _markets)
            {
                next = Timestamp.Earlier(next, market.NextDue);
            }

            return next;
        }
    }

    public void Act(Timestamp now)
    {
        foreach (var market in _markets)
        {
            if (market.NextDue <= now)
            {
                market.Act(now);
            }
        }

        _markets.RemoveAll(static market => market.Left);
    }

    /// <summary>The observation of the closing second decides the whole event: one market is won by Up, all others by Down.</summary>
    public void Observe(OraclePrice observed, Timestamp now)
    {
        foreach (var market in _markets)
        {
            market.Market.Observe(observed.ToDouble(), now.Seconds);
        }

        if (now == _event.Closes)
        {
            var winner = _event.Ranges.Of(observed);
            for (var index = 0; index < _listings.Count; index++)
            {
                _venue.DeclareWinner(_listings[index], index == winner ? Outcome.Up : Outcome.Down);
            }
        }
    }

    public void Reprice(Timestamp now, UnderlyingPath path)
    {
        foreach (var market in _markets)
        {
            market.Market.Reprice(now, path);
            market.React(now);
        }
    }
}
