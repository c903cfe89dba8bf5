using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Events;

/// <summary>
/// The line of prices cut into ranges: below the first edge, between neighbours, from the last one up. A price on an edge belongs to the
/// range above it, so that each price lies in exactly one.
/// </summary>
public sealed class PriceRanges
{
    /// <summary>Edges are whole tens of dollars, as people name prices.</summary>
    private const long Grain = 10;

    private readonly long[] _edges;

    private PriceRanges(long[] edges) => _edges = edges;

    public int Count => _edges.Length + 1;

    /// <param name="dollars">Where the underlying is when the ranges are drawn: they lie evenly around it.</param>
    /// <param name="width">Of a range between two edges in dollars, rounded to a whole ten, at least ten.</param>
    /// <param name="count">Ranges, at least 2.</param>
    public static PriceRanges Around(double dollars, double width, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var step = Math.Max(1, (long)Math.Round(width / Grain)) * Grain;
        var lowest = (long)Math.Round((dollars - (step * (count - 2) / 2.0)) / Grain) * Grain;
        return new PriceRanges([.. Enumerable.Range(0, count - 1).Select(index => lowest + (step * index))]);
    }

    /// <summary>Lower edge of a range in dollars; null below the first one.</summary>
    public long? From(int index) => index == 0 ? null : _edges[index - 1];

    /// <summary>Upper edge of a range in dollars, outside it; null above the last one.</summary>
    public long? To(int index) => index == _edges.Length ? null : _edges[index];

    /// <summary>The range that a price lies in, exactly.</summary>
    public int Of(OraclePrice price)
    {
        var index = 0;
        while (index < _edges.Length && price.Units >= _edges[index] * OraclePrice.Scale)
        {
            index++;
        }

        return index;
    }

    /// <summary>For people: <c>99900 to 100000</c>.</summary>
    public string Title(int index) => (From(index), To(index)) switch
    {
        (null, { } to) => $"below {to}",
        ({ } from, null) => $"{from} or above",
        var (from, to) => $"{from} to {to}",
    };
}
