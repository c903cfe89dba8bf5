using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.History;

/// <summary>
/// Remembers what snapshots say only about the present: prices and quotes over each window, and each bot's result. Fed from a thread of
/// the pool, so the stepping thread pays nothing. One thread at a time.
/// </summary>
internal sealed class PastKeeper
{
    /// <summary>Two a second of a five-minute window, or one in six seconds of an hour.</summary>
    private const int PointsOfWindow = 600;

    private const int PointsOfBot = 360;

    /// <summary>The last hour and a half of five-minute windows; about 40 kB each.</summary>
    private const int MaximumWindows = 20;

    private readonly Dictionary<string, ThinnedSeries<WindowPoint>> _windows = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, ThinnedSeries<BotPoint>> _bots = new(StringComparer.Ordinal);

    public void Take(TradingSnapshot snapshot)
    {
        foreach (var market in snapshot.Markets.Where(market => market.View.Winner is null && market.View.Spec.Opens <= snapshot.At))
        {
            SeriesOf(market.Id).Take(snapshot.At, WindowPoint.Of(market, snapshot.At));
        }

        foreach (var bot in snapshot.Bots)
        {
            if (!_bots.TryGetValue(bot.Id, out var series))
            {
                _bots.Add(bot.Id, series = new(PointsOfBot, Duration.FromSeconds(2)));
            }

            series.Take(snapshot.At, new BotPoint(snapshot.At, Percent.Of(bot.View.Realized + bot.Unrealized, bot.View.Capital)));
        }
    }

    public PastView Copy() => new(
        _windows.ToDictionary(static window => window.Key, static window => window.Value.Copy(), StringComparer.Ordinal),
        _bots.ToDictionary(static bot => bot.Key, static bot => bot.Value.Copy(), StringComparer.Ordinal));

    private ThinnedSeries<WindowPoint> SeriesOf(string slug)
    {
        if (_windows.TryGetValue(slug, out var known))
        {
            return known;
        }

        var series = new ThinnedSeries<WindowPoint>(PointsOfWindow, Duration.FromMilliseconds(500));
        _windows.Add(slug, series);
        _order.Enqueue(slug);
        if (_order.Count > MaximumWindows)
        {
            _windows.Remove(_order.Dequeue());
        }

        return series;
    }
}
