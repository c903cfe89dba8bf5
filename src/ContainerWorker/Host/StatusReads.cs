using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ReadModel;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>What the command line shows beside the status, from the same snapshots and in the same words as the API.</summary>
internal static class StatusReads
{
    private const int MaximumOrders = 200;

    public static void Map(IEndpointRouteBuilder routes, IReadModel model)
    {
        routes.MapGet("/orders", (bool? all) => Results.Json(Page<OrderBody>.Of(
            model.Current, (all == true ? model.Current.RecentOrders : model.Current.LiveOrders).Select(OrderBody.Of), MaximumOrders)));
        routes.MapGet("/positions", () => Results.Json(Page<PositionBody>.Of(model.Current, model.Current.Markets.Select(PositionBody.Of))));
        routes.MapGet("/risk", () => Results.Json(new RiskDocument(LimitsBody.Of(model.Current), [.. model.Current.Risk.Breakers.Select(BreakerBody.Of)])));
        routes.MapGet("/alerts", () => Results.Json(AlertsBody.Of(model.Current)));
    }

    private sealed record RiskDocument(LimitsBody Limits, IReadOnlyList<BreakerBody> Breakers);
}
