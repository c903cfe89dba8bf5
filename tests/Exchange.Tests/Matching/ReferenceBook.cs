using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Tests.Matching;

/// <summary>A book as one would explain it: a list of orders, searched anew for every match. Whole shares and cents only.</summary>
internal sealed class ReferenceBook
{
    private readonly List<Entry> _orders = [];

    internal sealed class Entry
    {
        public required Side Side { get; init; }

        public required int Cents { get; init; }

        public long Shares { get; set; }
    }

    public Entry Place(Side side, int cents, long shares)
    {
        var entry = new Entry { Side = side, Cents = cents, Shares = shares - Take(side, cents, shares) };
        _orders.Add(entry);
        return entry;
    }

    public long Take(Side side, int cents, long shares)
    {
        var wanted = shares;
        while (wanted > 0 && BestAgainst(side, cents) is { } maker)
        {
            var matched = Math.Min(wanted, maker.Shares);
            maker.Shares -= matched;
            wanted -= matched;
        }

        return shares - wanted;
    }

    public List<string> Levels(Side side) =>
    [
        .. _orders.Where(order => order.Side == side && order.Shares > 0)
            .GroupBy(static order => order.Cents)
            .OrderBy(group => side == Side.Buy ? -group.Key : group.Key)
            .Select(static group => $"{group.Sum(static order => order.Shares)}@{Price.Cents(group.Key)}"),
    ];

    private Entry? BestAgainst(Side side, int cents)
    {
        // Stable ordering keeps arrival order within a price.
        var makers = _orders.Where(order => order.Side != side && order.Shares > 0);
        return side == Side.Buy
            ? makers.Where(order => order.Cents <= cents).OrderBy(static order => order.Cents).FirstOrDefault()
            : makers.Where(order => order.Cents >= cents).OrderByDescending(static order => order.Cents).FirstOrDefault();
    }
}
