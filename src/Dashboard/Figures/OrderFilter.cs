using PolyCloud.Dashboard.Pages;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

/// <summary>Which orders an address asks for.</summary>
public static class OrderFilter
{
    public static IEnumerable<OrderSnapshot> Of(IEnumerable<OrderSnapshot> orders, PageQuery query) => orders.Where(order =>
        (query["bot"].Length == 0 || order.Bot.ToString() == query["bot"])
        && (query["window"].Length == 0 || order.Slug == query["window"])
        && (query["reason"].Length == 0 || order.Reason.Label() == query["reason"])
        && IsIn(order.State, query["state"]));

    private static bool IsIn(OrderState state, string asked) => asked switch
    {
        "live" => !state.IsTerminal(),
        "matched" => state == OrderState.Matched,
        "cancelled" => state == OrderState.Cancelled,
        "rejected" => state == OrderState.Rejected,
        "unknown" => state is OrderState.Unknown or OrderState.NeverArrived,
        _ => true,
    };
}
