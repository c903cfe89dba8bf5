using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

/// <summary>One price of a book with what rests there and how much of it is ours.</summary>
public readonly record struct LadderRow(Price Price, Side Side, Size Size, Size Ours);

/// <summary>The Up book from the highest ask to the lowest bid.</summary>
public static class Ladder
{
    public static IReadOnlyList<LadderRow> Of(MarketSnapshot market) =>
    [
        .. market.Up.Asks.Reverse().Select(level => new LadderRow(level.Price, Side.Sell, level.Size, Ours(market.View, level.Price, Side.Sell))),
        .. market.Up.Bids.Select(level => new LadderRow(level.Price, Side.Buy, level.Size, Ours(market.View, level.Price, Side.Buy))),
    ];

    /// <summary>The venue shows a buy of Down at p in the book of Up as a sell at 1 − p.</summary>
    private static Size Ours(MarketView view, Price price, Side side)
    {
        var ours = Size.Zero;
        foreach (var order in view.LiveOrders)
        {
            var (seen, seenSide) = order.Outcome == Outcome.Up ? (order.Price, order.Side) : (order.Price.Complement, order.Side.Opposite());
            ours = seen == price && seenSide == side ? ours + order.Remaining : ours;
        }

        return ours;
    }
}
