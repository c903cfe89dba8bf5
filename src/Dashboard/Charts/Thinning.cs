namespace PolyCloud.Dashboard.Charts;

/// <summary>Which of many points are drawn: evenly spaced, the first and the last always.</summary>
public static class Thinning
{
    /// <summary>As many as a phone can tell apart; twice as many bytes would show nobody more.</summary>
    public const int MaximumPoints = 240;

    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> points, int most = MaximumPoints)
    {
        if (points.Count <= most)
        {
            return points;
        }

        var kept = new T[most];
        for (var place = 0; place < most; place++)
        {
            kept[place] = points[(int)((long)place * (points.Count - 1) / (most - 1))];
        }

        return kept;
    }
}
