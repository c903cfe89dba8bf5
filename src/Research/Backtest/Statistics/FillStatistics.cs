using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;

namespace PolyCloud.Research.Backtest.Statistics;

/// <summary>
/// What fills were like. A mark-out is the mid some seconds later less the price paid (or the reverse of a sell), in cents a share and
/// Up terms: negative is adverse.
/// </summary>
public sealed class FillStatistics
{
    private static readonly Duration[] Horizons = [Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(30)];

    private readonly long[] _byCause = new long[Enum.GetValues<FillCause>().Length];

    /// <summary>After 1, 5 and 30 s, in cents.</summary>
    public IReadOnlyList<Histogram> MarkOuts { get; } = [.. Horizons.Select(static _ => new Histogram(-10.25, 0.5, 41))];

    /// <summary>Fills for which the book had no mid at a horizon, counted once for each.</summary>
    public long MarkOutsMissed { get; private set; }

    /// <summary>Seconds to the window's end at the fill.</summary>
    public Histogram SecondsToEnd { get; } = new(-60, 10, 36);

    /// <summary>Shares of a fill.</summary>
    public Histogram Shares { get; } = new(0, 5, 20);

    /// <summary>Seconds a maker's order had rested.</summary>
    public Histogram RestedSeconds { get; } = new(0, 2, 30);

    /// <summary>Shares ahead of a maker's order when it began to rest.</summary>
    public Histogram AheadAtEntry { get; } = new(0, 50, 40);

    /// <summary>By cause: took, through, queue, touch.</summary>
    public IReadOnlyList<long> ByCause => _byCause;

    internal void Add(in PaperReport report, MidPath mids, Timestamp closes)
    {
        var fill = report.Fill;
        _byCause[(int)report.Cause]++;
        Shares.Add((double)fill.Size.Units / Size.Scale);
        SecondsToEnd.Add((closes - fill.VenueTime).TotalSeconds);
        if (fill.IsMaker)
        {
            RestedSeconds.Add(report.Rested.TotalSeconds);
            AheadAtEntry.Add((double)report.AheadAtEntry.Units / Size.Scale);
        }

        var price = (fill.Outcome == Outcome.Up ? fill.Price : fill.Price.Complement).Units / 100.0;
        var longUp = fill.Outcome == Outcome.Up == (fill.Side == Side.Buy);
        for (var horizon = 0; horizon < Horizons.Length; horizon++)
        {
            var mid = mids.CentsAt(fill.VenueTime + Horizons[horizon]);
            if (double.IsNaN(mid))
            {
                MarkOutsMissed++;
            }
            else
            {
                MarkOuts[horizon].Add(longUp ? mid - price : price - mid);
            }
        }
    }

    internal void Add(FillStatistics other)
    {
        for (var horizon = 0; horizon < Horizons.Length; horizon++)
        {
            MarkOuts[horizon].Add(other.MarkOuts[horizon]);
        }

        for (var cause = 0; cause < _byCause.Length; cause++)
        {
            _byCause[cause] += other._byCause[cause];
        }

        SecondsToEnd.Add(other.SecondsToEnd);
        Shares.Add(other.Shares);
        RestedSeconds.Add(other.RestedSeconds);
        AheadAtEntry.Add(other.AheadAtEntry);
        MarkOutsMissed += other.MarkOutsMissed;
    }
}
