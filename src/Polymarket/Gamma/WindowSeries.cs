using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// A series of windows, and the arithmetic between their starts and slugs (venue: <c>btc-updown-5m-{start}</c>). The slugs of hours
/// name a date in New York in words, whose form has changed: those windows are found by their series.
/// </summary>
/// <param name="Asset">Lower-case symbol: <c>btc</c>.</param>
public sealed record WindowSeries(string Asset, WindowInterval Interval)
{
    /// <summary>For people and settings: <c>btc-5m</c>.</summary>
    public string Name => $"{Asset}-{Interval.Name()}";

    /// <summary>Slugs follow from starts.</summary>
    public bool IsNamedByStart => Interval != WindowInterval.OneHour;

    /// <summary>The venue's name of the series: <c>btc-up-or-down-hourly</c>.</summary>
    public string SeriesSlug => $"{Asset}-up-or-down-{(Interval == WindowInterval.OneHour ? "hourly" : Interval.Name())}";

    public Duration Length => Interval.Length();

    /// <summary>Reads a name such as <c>btc-5m</c>, <c>eth-15m</c> or <c>btc-1h</c>; null for any other text.</summary>
    public static WindowSeries? Parse(string name) => name.Split('-') is [{ Length: > 0 } asset, var window] && asset.All(char.IsAsciiLetterLower) && WindowIntervals.Parse(window) is { } interval
        ? new WindowSeries(asset, interval)
        : null;

    /// <summary>The window that is open at this moment starts here.</summary>
    public Timestamp StartAt(Timestamp moment) => new(moment.Micros / Length.Micros * Length.Micros);

    /// <exception cref="InvalidOperationException">The series does not name its windows by their starts.</exception>
    public string SlugOf(Timestamp start) => IsNamedByStart
        ? string.Create(CultureInfo.InvariantCulture, $"{Asset}-updown-{Interval.Name()}-{start.Seconds}")
        : throw new InvalidOperationException($"Windows of {Name} are found by their series, not by slug.");

    /// <summary>Reads a slug of this series; false for any other text and for a start off the grid.</summary>
    public bool TryStartOf(string slug, out Timestamp start)
    {
        start = default;
        var dash = slug.LastIndexOf('-');
        if (!IsNamedByStart || dash < 0 || !long.TryParse(slug.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 100_000_000_000)
        {
            return false;
        }

        start = Timestamp.FromSeconds(seconds);
        return start.Micros % Length.Micros == 0 && SlugOf(start) == slug;
    }

    /// <summary>What finds the windows of this series.</summary>
    public IWindowDiscovery Discovery(WindowDiscoveryOptions options, IWindowEvents events) =>
        IsNamedByStart ? new WindowDiscovery(this, options, events) : new ListedWindowDiscovery(this, options, events);
}
