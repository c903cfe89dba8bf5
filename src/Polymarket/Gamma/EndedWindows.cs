using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// Finds windows that ended while nobody followed them, by the slugs an earlier life wrote down: what the wallet holds in one is to be
/// settled and redeemed like anything else. Asked among the open markets and the closed ones in turn, until found or given up.
/// Sans-I/O: calls go to the outbox, answers come back by number.
/// </summary>
public sealed class EndedWindows(WindowSeries series, WindowDiscoveryOptions options, IWindowEvents events)
{
    /// <summary>Questions for one window: about a quarter of an hour at the longest pause.</summary>
    private const int MaximumQuestions = 60;

    private readonly List<Window> _windows = [];
    private readonly Dictionary<long, Window> _calls = [];

    private sealed class Window(string slug, Duration firstPause)
    {
        public string Slug => slug;

        public Duration Pause { get; set; } = firstPause;

        /// <summary>Never while a call is under way.</summary>
        public Timestamp AskAt { get; set; }

        public int Questions { get; set; }
    }

    /// <summary>When <see cref="Tick"/> wants to be called.</summary>
    public Timestamp NextDeadline => _windows.Count == 0 ? Timestamp.Never : _windows.Min(window => window.AskAt);

    /// <summary>Something was neither found nor given up yet.</summary>
    public bool IsLooking => _windows.Count > 0;

    /// <param name="now">The moment.</param>
    /// <param name="slugs">The windows, at most a few.</param>
    public void Start(Timestamp now, IReadOnlyList<string> slugs) =>
        _windows.AddRange(slugs.Select(slug => new Window(slug, options.ShortestPause) { AskAt = now }));

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        foreach (var window in _windows.Where(window => window.AskAt <= now))
        {
            var id = outbox.NextId();
            window.AskAt = Timestamp.Never;
            _calls.Add(id, window);

            // One that is not resolved yet is still listed as open.
            outbox.Add(GammaRequests.MarketOfSlug(id, window.Slug, closed: ++window.Questions % 2 == 0));
        }
    }

    /// <summary>The outcome of a call; false when it is none of these.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (!_calls.Remove(callId, out var window))
        {
            return false;
        }

        if (Read(outcome, window.Slug, out var problem) is { } spec && spec.Slug == window.Slug)
        {
            _windows.Remove(window);
            events.WindowDiscovered(now, spec);
        }
        else if (window.Questions >= MaximumQuestions)
        {
            _windows.Remove(window);
            events.WindowMissed(now, window.Slug, "ended while nobody followed it, and is not found any more: " + problem);
        }
        else
        {
            window.AskAt = now + window.Pause;
            window.Pause = new Duration(Math.Min(window.Pause.Micros * 2, options.LongestPause.Micros));
        }

        return true;
    }

    private MarketSpec? Read(in HttpOutcome outcome, string slug, out string problem)
    {
        problem = "not listed";
        if (!outcome.IsSuccess)
        {
            problem = $"Gamma answered {outcome.Kind} {outcome.Status}";
            return null;
        }

        GammaRefusal? refusal = null;
        MarketSpec? spec = null;
        if (series.IsNamedByStart && series.TryStartOf(slug, out _))
        {
            spec = GammaMarketReader.TryRead(outcome.Body, series, out var market, out refusal) ? market!.Spec : null;
        }
        else if (Answer.Page<GammaListing>(outcome.Body)?.Rows is [var listing, ..])
        {
            spec = listing.IsNegativeRisk
                ? EventMarkets.ReadOne(listing, series.Asset, out refusal)
                : WindowListing.Read(listing, series.Asset, series.Interval, series.Length, out refusal);
        }

        problem = refusal?.ToString() ?? problem;
        return spec;
    }
}
