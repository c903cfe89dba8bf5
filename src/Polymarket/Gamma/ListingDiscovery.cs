using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>What a <see cref="ListingDiscovery"/> tells its owner.</summary>
public interface IListingEvents
{
    /// <summary>A wanted market became tradable; told once.</summary>
    void ListingFound(Timestamp now, GammaListing listing);

    /// <summary>It is told as closed, or takes no orders any more; told once.</summary>
    void ListingEnded(Timestamp now, GammaListing listing);

    /// <summary>A whole event as it is listed now; told with every reading, before its markets are. Nothing by default.</summary>
    void EventRead(Timestamp now, GammaEvent read)
    {
    }

    /// <summary>A selector's answer could not be used; it is asked again.</summary>
    void ListingProblem(Timestamp now, MarketSelector selector, string what);
}

/// <summary>Timing and bounds of a <see cref="ListingDiscovery"/>.</summary>
public sealed record ListingDiscoveryOptions
{
    /// <summary>Between two readings of a selector. Default 60 s, range 5 s to 1 h.</summary>
    public Duration Every { get; init; } = Duration.FromSeconds(60);

    /// <summary>Pages of one selector in one reading: 2 000 events. What lies beyond is not wanted soon. Default 20, range 1 to 200.</summary>
    public int MaximumPages { get; init; } = 20;
}

/// <summary>
/// Finds markets that no arithmetic finds: by allowlist, tag, event or series. Each selector is read page by page, again and again,
/// because markets appear and end. Sans-I/O.
/// </summary>
public sealed class ListingDiscovery
{
    private readonly ListingDiscoveryOptions _options;
    private readonly IListingEvents _events;
    private readonly List<Reading> _readings;

    /// <summary>Tradable markets by condition; what ended is taken out.</summary>
    private readonly HashSet<string> _found = [];

    public ListingDiscovery(IEnumerable<MarketSelector> selectors, ListingDiscoveryOptions options, IListingEvents events)
    {
        _options = options;
        _events = events;
        _readings = [.. selectors.Select(selector => new Reading(selector))];
    }

    public Timestamp NextDeadline => _readings.Count == 0 ? Timestamp.Never : _readings.Min(reading => reading.AskAt);

    public void Start(Timestamp now) => _readings.ForEach(reading => reading.AskAt = now);

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        foreach (var reading in _readings)
        {
            if (reading.AskAt <= now)
            {
                (reading.Cursor, reading.Pages) = ("", 0);
                Ask(now, reading, outbox);
            }
        }
    }

    /// <summary>Takes the outcome of a call; false when it is not this discovery's.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (_readings.Find(candidate => candidate.CallId == callId && callId != 0) is not { } reading)
        {
            return false;
        }

        reading.CallId = 0;
        reading.AskAt = now + _options.Every;
        if (!outcome.IsSuccess)
        {
            _events.ListingProblem(now, reading.Selector, $"Gamma answered {outcome.Kind} {outcome.Status}");
            return true;
        }

        var isMarkets = reading.Selector.Kind is SelectorKind.Slug or SelectorKind.Condition;
        var next = isMarkets ? Learn(now, reading, Answer.Page<GammaListing>(outcome.Body)) : Learn(now, reading, Answer.Page<GammaEvent>(outcome.Body));
        if (reading.Selector.IsPaged && next.Length > 0 && next != reading.Cursor && ++reading.Pages < _options.MaximumPages)
        {
            reading.Cursor = next;
            Ask(now, reading, outbox);
        }

        return true;
    }

    private string Learn(Timestamp now, Reading reading, Page<GammaListing>? page)
    {
        Complain(now, reading, page is null ? "the answer is no list" : page.Unreadable > 0 ? $"{page.Unreadable} entries are no markets" : "");
        foreach (var listing in page?.Rows ?? [])
        {
            Learn(now, listing);
        }

        return page?.Next ?? "";
    }

    private string Learn(Timestamp now, Reading reading, Page<GammaEvent>? page)
    {
        Complain(now, reading, page is null ? "the answer is no list" : page.Unreadable > 0 ? $"{page.Unreadable} entries are no events" : "");
        foreach (var parent in page?.Rows ?? [])
        {
            _events.EventRead(now, parent);
            foreach (var listing in parent.Markets)
            {
                Learn(now, listing);
            }
        }

        return page?.Next ?? "";
    }

    private void Learn(Timestamp now, GammaListing listing)
    {
        if (listing.IsTradable && (listing.Ends is not { } ends || ends > now))
        {
            if (_found.Add(listing.ConditionId))
            {
                _events.ListingFound(now, listing);
            }
        }
        else if (_found.Remove(listing.ConditionId))
        {
            _events.ListingEnded(now, listing);
        }
    }

    private void Complain(Timestamp now, Reading reading, string what)
    {
        if (what.Length > 0)
        {
            _events.ListingProblem(now, reading.Selector, what);
        }
    }

    private static void Ask(Timestamp now, Reading reading, HttpOutbox outbox)
    {
        reading.AskAt = Timestamp.Never;
        reading.CallId = outbox.NextId();
        outbox.Add(reading.Selector.Request(reading.CallId, now, reading.Cursor));
    }

    private sealed class Reading(MarketSelector selector)
    {
        public MarketSelector Selector => selector;

        public Timestamp AskAt { get; set; } = Timestamp.Never;

        public long CallId { get; set; }

        public string Cursor { get; set; } = "";

        public int Pages { get; set; }
    }
}
