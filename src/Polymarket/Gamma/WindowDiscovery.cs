using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>Timing of discovery.</summary>
public sealed record WindowDiscoveryOptions
{
    /// <summary>Windows wanted beyond the current one. Default 2, range 1 to 12.</summary>
    public int WindowsAhead { get; init; } = 2;

    /// <summary>First pause before a window that was not there is asked for again; doubles up to <see cref="LongestPause"/>. Default 1 s.</summary>
    public Duration ShortestPause { get; init; } = Duration.FromSeconds(1);

    /// <summary>Default 15 s.</summary>
    public Duration LongestPause { get; init; } = Duration.FromSeconds(15);

    /// <summary>Pause between questions for a price to beat. Default 5 s.</summary>
    public Duration PollPause { get; init; } = Duration.FromSeconds(5);
}

/// <summary>Finds the windows of a series by slug arithmetic.</summary>
public sealed class WindowDiscovery(WindowSeries series, WindowDiscoveryOptions options, IWindowEvents events) : IWindowDiscovery
{
    private readonly SortedDictionary<long, Window> _windows = [];
    private readonly Dictionary<long, Window> _calls = [];
    private Timestamp _from;
    private Timestamp _until = Timestamp.Never;

    private sealed class Window(Timestamp opens, Duration firstPause)
    {
        public Timestamp Opens => opens;

        public Duration Pause { get; set; } = firstPause;

        public Timestamp AskAt { get; set; }

        public bool IsDiscovered { get; set; }

        public bool HasPriceToBeat { get; set; }

        public string LastProblem { get; set; } = "not listed";
    }

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public void Start(Timestamp now, Timestamp from, Timestamp until)
    {
        _from = from;
        _until = until;
        NextDeadline = now;
    }

    public void Forget(string slug)
    {
        if (series.TryStartOf(slug, out var opens))
        {
            _windows.Remove(opens.Micros);
        }
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        Want(now);
        var due = _windows.Values.Where(window => window.AskAt <= now).ToList();
        foreach (var window in due)
        {
            Ask(now, window, outbox);
        }

        Schedule(now);
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (!_calls.Remove(callId, out var window))
        {
            return false;
        }

        if (_windows.ContainsKey(window.Opens.Micros))
        {
            Learn(now, window, outcome);
            Schedule(now);
        }

        return true;
    }

    private void Want(Timestamp now)
    {
        var start = Timestamp.Later(series.StartAt(now), _from);
        for (var ahead = 0; ahead <= options.WindowsAhead; ahead++)
        {
            var opens = start + (series.Length * ahead);
            if (opens < _until && !_windows.ContainsKey(opens.Micros) && opens >= _next)
            {
                _windows.Add(opens.Micros, new Window(opens, options.ShortestPause) { AskAt = now });
                _next = opens + series.Length;
            }
        }
    }

    /// <summary>Windows before this have been wanted once: a window that was settled and forgotten is not wanted again.</summary>
    private Timestamp _next;

    private void Ask(Timestamp now, Window window, HttpOutbox outbox)
    {
        var id = outbox.NextId();
        _calls.Add(id, window);
        window.AskAt = Timestamp.Never;
        outbox.Add(GammaRequests.MarketOfSlug(id, series.SlugOf(window.Opens)));
    }

    private void Learn(Timestamp now, Window window, in HttpOutcome outcome)
    {
        GammaMarket? market = null;
        GammaRefusal? refusal = null;
        if (outcome.IsSuccess)
        {
            GammaMarketReader.TryRead(outcome.Body, series, out market, out refusal);
        }

        window.LastProblem = refusal?.ToString() ?? (outcome.IsSuccess ? "not listed" : $"Gamma answered {outcome.Kind} {outcome.Status}");
        if (market is null || (!window.IsDiscovered && !market.IsTradable && market.Winner is null))
        {
            AskAgainOrGiveUp(now, window);
            return;
        }

        var slug = market.Spec.Slug;
        if (!window.IsDiscovered && market.Winner is null)
        {
            window.IsDiscovered = true;
            events.WindowDiscovered(now, market.Spec);
        }

        if (!window.HasPriceToBeat && market.PriceToBeat is { } price && window.IsDiscovered)
        {
            window.HasPriceToBeat = true;
            events.PriceToBeatKnown(now, slug, price);
        }

        if (window.HasPriceToBeat || market.Winner is not null || HasEnded(now, window))
        {
            _windows.Remove(window.Opens.Micros);
            return;
        }

        window.AskAt = Timestamp.Later(now, window.Opens) + options.PollPause;
    }

    private bool HasEnded(Timestamp now, Window window) => now >= window.Opens + series.Length;

    private void AskAgainOrGiveUp(Timestamp now, Window window)
    {
        if (HasEnded(now, window))
        {
            _windows.Remove(window.Opens.Micros);
            if (!window.IsDiscovered)
            {
                events.WindowMissed(now, series.SlugOf(window.Opens), window.LastProblem);
            }

            return;
        }

        window.AskAt = now + window.Pause;
        window.Pause = new Duration(Math.Min(window.Pause.Micros * 2, options.LongestPause.Micros));
    }

    private void Schedule(Timestamp now)
    {
        // The next window enters the look-ahead when the current one ends.
        NextDeadline = Timestamp.Later(series.StartAt(now) + series.Length, _from - (series.Length * options.WindowsAhead));
        foreach (var window in _windows.Values)
        {
            NextDeadline = Timestamp.Earlier(NextDeadline, window.AskAt);
        }
    }
}
