using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>A series of windows, and the arithmetic between their starts and slugs (venue: <c>btc-updown-5m-{start}</c>).</summary>
/// <param name="Asset">Lower-case symbol: <c>btc</c>.</param>
/// <param name="Interval">Five or fifteen minutes; the slug of 1h windows is not known.</param>
public sealed record WindowSeries(string Asset, WindowInterval Interval)
{
    public Duration Length => Interval switch
    {
        WindowInterval.FiveMinutes => Duration.FromSeconds(300),
        WindowInterval.FifteenMinutes => Duration.FromSeconds(900),
        _ => throw new InvalidOperationException("Windows of one hour are found by series, not by slug."),
    };

    /// <summary>The window that is open at this moment starts here.</summary>
    public Timestamp StartAt(Timestamp moment) => new(moment.Micros / Length.Micros * Length.Micros);

    public string SlugOf(Timestamp start) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Asset}-updown-{(Interval == WindowInterval.FiveMinutes ? "5m" : "15m")}-{start.Seconds}");

    /// <summary>Reads a slug of this series; false for any other text and for a start off the grid.</summary>
    public bool TryStartOf(string slug, out Timestamp start)
    {
        start = default;
        var dash = slug.LastIndexOf('-');
        if (dash < 0 || !long.TryParse(slug.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 100_000_000_000)
        {
            return false;
        }

        start = Timestamp.FromSeconds(seconds);
        return start.Micros % Length.Micros == 0 && SlugOf(start) == slug;
    }
}
