using System.Globalization;

namespace PolyCloud.Dashboard.Figures;

/// <summary>How many values fall between each two edges.</summary>
/// <param name="Labels">Lower edge of each bin.</param>
public sealed record Histogram(IReadOnlyList<string> Labels, IReadOnlyList<int> Counts)
{
    public static Histogram Empty { get; } = new([], []);

    /// <summary>Bins of equal width; the highest value belongs to the last.</summary>
    public static Histogram Even(IReadOnlyList<decimal> values, int bins = 15, int decimals = 2)
    {
        if (values.Count == 0)
        {
            return Empty;
        }

        var (least, most) = (values.Min(), values.Max());
        var width = most > least ? (most - least) / bins : 1;
        var counts = new int[most > least ? bins : 1];
        foreach (var value in values)
        {
            counts[Math.Min((int)((value - least) / width), counts.Length - 1)]++;
        }

        return new([.. counts.Select((_, bin) => Words.Amounts.Of(least + (bin * width), decimals))], counts);
    }

    /// <summary>Bins at 1, 2, 5, 10, … of what is given in microseconds, labelled in the unit that fits.</summary>
    public static Histogram Logarithmic(IReadOnlyList<long> micros)
    {
        if (micros.Count == 0)
        {
            return Empty;
        }

        var edges = new List<long> { 1 };
        while (edges[^1] <= micros.Max())
        {
            edges.Add(edges[^1].ToString(CultureInfo.InvariantCulture)[0] == '2' ? edges[^1] / 2 * 5 : edges[^1] * 2);
        }

        var counts = new int[edges.Count];
        foreach (var value in micros)
        {
            counts[Math.Max(0, edges.FindLastIndex(edge => edge <= value))]++;
        }

        var first = Array.FindIndex(counts, static count => count > 0);
        return new([.. edges.Skip(first).Select(static edge => Words.Times.Micros(edge))], counts[first..]);
    }
}
