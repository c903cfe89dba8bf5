using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>The settlement prices at the borders of windows: the end of one is the start of the next, so both must name one price.</summary>
internal sealed class StrikeChain
{
    /// <summary>Borders remembered: a day of the shortest windows is 288; only neighbours are ever compared.</summary>
    private const int MaximumBorders = 64;

    private readonly SortedList<long, OraclePrice> _borders = [];

    /// <summary>Notes a price; the other one where another was noted for the same border.</summary>
    public OraclePrice? Learn(Timestamp border, OraclePrice price)
    {
        if (_borders.TryGetValue(border.Micros, out var known))
        {
            return known == price ? null : known;
        }

        _borders.Add(border.Micros, price);
        if (_borders.Count > MaximumBorders)
        {
            _borders.RemoveAt(0);
        }

        return null;
    }
}
