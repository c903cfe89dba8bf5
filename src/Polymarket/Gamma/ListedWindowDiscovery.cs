using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// Finds the windows of a series whose slugs cannot be computed: the series' number is asked for by its name, its listings are read
/// again and again, and each window is told when it comes within reach. The price to beat is asked for once a window is open.
/// </summary>
public sealed class ListedWindowDiscovery : IWindowDiscovery, IListingEvents
{
    private readonly WindowSeries _series;
    private readonly WindowDiscoveryOptions _options;
    private readonly IWindowEvents _events;

    /// <summary>Windows that are listed and not yet over, by their open: the venue lists hours about two days ahead.</summary>
    private readonly SortedDictionary<long, Window> _windows = [];
    private readonly Dictionary<long, Window> _priceCalls = [];
    private ListingDiscovery? _listings;
    private long _seriesCall;
    private Timestamp _askSeriesAt = Timestamp.Never;
    private Duration _pause;
    private Timestamp _from;
    private Timestamp _until = Timestamp.Never;
    private string _lastProblem = "not listed";

    public ListedWindowDiscovery(WindowSeries series, WindowDiscoveryOptions options, IWindowEvents events)
    {
        _series = series;
        _options = options;
        _events = events;
        _pause = options.ShortestPause;
    }

    private sealed class Window(MarketSpec spec)
    {
        public MarketSpec Spec => spec;

        public bool IsTold { get; set; }

        /// <summary>When the price to beat is asked for; never while a call is under way, and once it is known.</summary>
        public Timestamp AskAt { get; set; } = Timestamp.Never;
    }

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public void Start(Timestamp now, Timestamp from, Timestamp until)
    {
        _from = Timestamp.Later(_series.StartAt(now), from);
        _until = until;
        (_askSeriesAt, NextDeadline) = (now, now);
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (_askSeriesAt <= now)
        {
            _askSeriesAt = Timestamp.Never;
            _seriesCall = outbox.NextId();
            outbox.Add(GammaRequests.SeriesOfSlug(_seriesCall, _series.SeriesSlug));
        }

        if (_listings is { } listings && listings.NextDeadline <= now)
        {
            listings.Tick(now, outbox);
        }

        Advance(now);
        foreach (var window in _windows.Values.Where(window => window.AskAt <= now))
        {
            var id = outbox.NextId();
            window.AskAt = Timestamp.Never;
            _priceCalls.Add(id, window);
            outbox.Add(GammaRequests.MarketOfSlug(id, window.Spec.Slug));
        }

        Schedule();
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (callId == _seriesCall && callId != 0)
        {
            _seriesCall = 0;
            LearnSeries(now, outcome);
        }
        else if (_priceCalls.Remove(callId, out var window))
        {
            LearnPrice(now, window, outcome);
        }
        else if (_listings?.Completed(now, callId, outcome, outbox) != true)
        {
            return false;
        }

        Advance(now);
        Schedule();
        return true;
    }

    public void Forget(string slug)
    {
        if (_windows.Values.FirstOrDefault(window => window.Spec.Slug == slug) is { } window)
        {
            window.AskAt = Timestamp.Never;
        }
    }

    void IListingEvents.ListingFound(Timestamp now, GammaListing listing)
    {
        if (WindowListing.Read(listing, _series.Asset, _series.Interval, _series.Length, out var refusal) is not { } spec)
        {
            _lastProblem = refusal!.ToString();
        }
        else if (spec.Opens >= _from && spec.Opens < _until && spec.Opens == _series.StartAt(spec.Opens))
        {
            _windows.TryAdd(spec.Opens.Micros, new Window(spec));
        }
    }

    void IListingEvents.ListingEnded(Timestamp now, GammaListing listing)
    {
        // A window that takes no orders any more ends by the clock like any other.
    }

    void IListingEvents.ListingProblem(Timestamp now, MarketSelector selector, string what) => _lastProblem = what;

    private void LearnSeries(Timestamp now, in HttpOutcome outcome)
    {
        var found = outcome.IsSuccess ? Answer.Page<GammaLabel>(outcome.Body)?.Rows.FirstOrDefault(label => label.Slug == _series.SeriesSlug) : null;
        if (found is null)
        {
            _lastProblem = outcome.IsSuccess ? $"the venue has no series {_series.SeriesSlug}" : $"Gamma answered {outcome.Kind} {outcome.Status}";
            _askSeriesAt = now + _pause;
            _pause = new Duration(Math.Min(_pause.Micros * 2, _options.LongestPause.Micros));
            return;
        }

        _listings = new ListingDiscovery([new MarketSelector(SelectorKind.Series, found.Id)], new ListingDiscoveryOptions(), this);
        _listings.Start(now);
    }

    private void LearnPrice(Timestamp now, Window window, in HttpOutcome outcome)
    {
        var listing = outcome.IsSuccess && Answer.Page<GammaListing>(outcome.Body)?.Rows is [var first, ..] ? first : null;
        if (listing?.PriceToBeat is { } price)
        {
            _events.PriceToBeatKnown(now, window.Spec.Slug, price);
        }
        else if (_windows.ContainsValue(window))
        {
            window.AskAt = now + _options.PollPause;
        }
    }

    /// <summary>Tells windows that have come within reach, lets go of those that are over, and misses what never came.</summary>
    private void Advance(Timestamp now)
    {
        var horizon = _series.StartAt(now) + (_series.Length * _options.WindowsAhead);
        foreach (var window in _windows.Values.Where(window => !window.IsTold && window.Spec.Opens <= horizon && window.Spec.Closes > now).ToList())
        {
            window.IsTold = true;
            window.AskAt = window.Spec.Opens;
            _events.WindowDiscovered(now, window.Spec);
        }

        for (; _from + _series.Length <= now && _from < _until; _from += _series.Length)
        {
            if (!_windows.Remove(_from.Micros, out var over) || !over.IsTold)
            {
                _events.WindowMissed(now, $"{_series.Name} at {_from}", _lastProblem);
            }
        }
    }

    private void Schedule()
    {
        // The next window comes within reach when the current one ends.
        var next = Timestamp.Earlier(_askSeriesAt, _listings?.NextDeadline ?? Timestamp.Never);
        next = _from < _until ? Timestamp.Earlier(next, _from + _series.Length) : next;
        foreach (var window in _windows.Values)
        {
            next = Timestamp.Earlier(next, window.IsTold ? window.AskAt : window.Spec.Opens - (_series.Length * _options.WindowsAhead));
        }

        NextDeadline = next;
    }
}
