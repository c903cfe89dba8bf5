using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>
/// The windows of a series: starts on a grid of Unix time, slugs by arithmetic (venue: <c>btc-updown-5m-{start}</c>). Hours have no slug
/// that could be computed; they are called as if they had, and activities find them by their start.
/// </summary>
internal sealed class WindowGrid
{
    private readonly string _asset;
    private readonly string _interval;

    /// <exception cref="ArgumentOutOfRangeException">No such length.</exception>
    public WindowGrid(string asset, WindowInterval interval)
    {
        _asset = asset;
        (_interval, Length) = (interval.Name(), interval.Length());
    }

    public Duration Length { get; }

    /// <summary>After the open a window may be joined this long; later it is missed.</summary>
    public Duration JoinableFor => new(Length.Micros / 5);

    public string Series => $"{_asset}-{_interval}";

    public Timestamp StartAt(Timestamp moment) => new(moment.Micros / Length.Micros * Length.Micros);

    public string SlugOf(Timestamp opens) => string.Create(CultureInfo.InvariantCulture, $"{_asset}-updown-{_interval}-{opens.Seconds}");
}
