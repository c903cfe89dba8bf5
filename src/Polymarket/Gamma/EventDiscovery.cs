using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// Finds multi-outcome events under a tag, or one by its slug: read again and again, and told market by market, whole events at once, the
/// current one and the next. Sans-I/O.
/// </summary>
public sealed class EventDiscovery : IWindowDiscovery, IListingEvents
{
    /// <summary>Events told beyond the one that ends first: their markets take slots.</summary>
    private const int Ahead = 1;

    /// <summary>Remembered reasons of refusal; beyond it all are forgotten and told anew.</summary>
    private const int MaximumRefusals = 1_000;

    private readonly MarketSelector _source;
    private readonly string _asset;
    private readonly IWindowEvents _events;
    private readonly ListingDiscovery _listings;

    /// <summary>Complete events that are not over, by slug.</summary>
    private readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);
    private readonly HashSet<(string Slug, string Why)> _refused = [];
    private Timestamp _from;
    private Timestamp _until = Timestamp.Never;

    /// <param name="source">An event's slug, or a tag.</param>
    /// <param name="asset">Lower-case symbol that the markets are filed under.</param>
    /// <param name="events">Told each market.</param>
    public EventDiscovery(MarketSelector source, string asset, IWindowEvents events)
    {
        (_source, _asset, _events) = (source, asset, events);
        _listings = new ListingDiscovery([source], new ListingDiscoveryOptions(), this);
    }

    private sealed class Found(IReadOnlyList<MarketSpec> markets)
    {
        public IReadOnlyList<MarketSpec> Markets => markets;

        public Timestamp Closes => markets[0].Closes;

        public bool IsTold { get; set; }
    }

    public Timestamp NextDeadline =>
        _found.Values.Aggregate(_listings.NextDeadline, (next, found) => Timestamp.Earlier(next, found.Closes));

    public void Start(Timestamp now, Timestamp from, Timestamp until)
    {
        (_from, _until) = (from, until);
        _listings.Start(now);
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (_listings.NextDeadline <= now)
        {
            _listings.Tick(now, outbox);
        }

        Advance(now);
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (!_listings.Completed(now, callId, outcome, outbox))
        {
            return false;
        }

        Advance(now);
        return true;
    }

    public void Forget(string slug)
    {
        // Nothing is asked about one market: its event is read as long as it is listed.
    }

    void IListingEvents.EventRead(Timestamp now, GammaEvent read)
    {
        var isOver = read.Markets.Count > 0 && read.Markets.All(market => market.Ends <= now);
        if (isOver || (!read.IsNegativeRisk && _source.Kind != SelectorKind.Event))
        {
            // Nothing more is traded there; and a tag is also on windows.
            return;
        }

        if (EventMarkets.Read(read, _asset, out var refusal) is { } markets)
        {
            if (markets[0].Closes > now && markets[0].Opens >= _from && markets[0].Opens < _until)
            {
                _found.TryAdd(read.Slug, new Found(markets));
            }

            return;
        }

        if (_found.TryGetValue(read.Slug, out var found) && !found.IsTold)
        {
            _found.Remove(read.Slug);
        }

        Refuse(now, read.Slug, refusal!.ToString());
    }

    void IListingEvents.ListingFound(Timestamp now, GammaListing listing)
    {
        // Markets are taken event by event.
    }

    void IListingEvents.ListingEnded(Timestamp now, GammaListing listing)
    {
        // An event ends by the clock, its markets by their winners.
    }

    void IListingEvents.ListingProblem(Timestamp now, MarketSelector selector, string what) => Refuse(now, selector.Value, what);

    private void Refuse(Timestamp now, string slug, string why)
    {
        if (_refused.Count >= MaximumRefusals)
        {
            _refused.Clear();
        }

        if (_refused.Add((slug, why)))
        {
            _events.EventRefused(now, slug, why);
        }
    }

    /// <summary>Lets go of events that are over and tells those that have come within reach.</summary>
    private void Advance(Timestamp now)
    {
        foreach (var (slug, _) in _found.Where(entry => entry.Value.Closes <= now).ToList())
        {
            _found.Remove(slug);
        }

        foreach (var found in _found.Values.OrderBy(found => found.Closes).Take(1 + Ahead).Where(found => !found.IsTold).ToList())
        {
            found.IsTold = true;
            foreach (var market in found.Markets)
            {
                _events.WindowDiscovered(now, market);
            }
        }
    }
}
