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
    public string Name => $"{Asset}-{Suffix}";

    /// <summary>Slugs follow from starts.</summary>
    public bool IsNamedByStart => Interval != WindowInterval.OneHour;

    /// <summary>The venue's name of the series: <c>btc-up-or-down-hourly</c>.</summary>
    public string SeriesSlug => $"{Asset}-up-or-down-{(Interval == WindowInterval.OneHour ? "hourly" : Suffix)}";

    public Duration Length => Duration.FromSeconds(Interval switch
    {
        WindowInterval.FiveMinutes => 300,
        WindowInterval.FifteenMinutes => 900,
        _ => 3_600,
    });

    private string Suffix => Interval switch
    {
        WindowInterval.FiveMinutes => "5m",
        WindowInterval.FifteenMinutes => "15m",
        _ => "1h",
    };

    /// <summary>Reads a name such as <c>btc-5m</c>, <c>eth-15m</c> or <c>btc-1h</c>; null for any other text.</summary>
    public static WindowSeries? Parse(string name) => name.Split('-') is [{ Length: > 0 } asset, var window] && asset.All(char.IsAsciiLetterLower)
        ? window switch
        {
            "5m" => new WindowSeries(asset, WindowInterval.FiveMinutes),
            "15m" => new WindowSeries(asset, WindowInterval.FifteenMinutes),
            "1h" => new WindowSeries(asset, WindowInterval.OneHour),
            _ => null,
        }
        : null;

    /// <summary>The window that is open at this moment starts here.</summary>
    public Timestamp StartAt(Timestamp moment) => new(moment.Micros / Length.Micros * Length.Micros);

    /// <exception cref="InvalidOperationException">The series does not name its windows by their starts.</exception>
    public string SlugOf(Timestamp start) => IsNamedByStart
        ? string.Create(CultureInfo.InvariantCulture, $"{Asset}-updown-{Suffix}-{start.Seconds}")
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
