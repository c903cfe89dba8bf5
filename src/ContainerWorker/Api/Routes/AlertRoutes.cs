using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Whether people are told.</summary>
internal static class AlertRoutes
{
    public static void Map(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands)
    {
        api.MapGet("/alerts", () => Results.Json(AlertsBody.Of(model.Current))).Reads<AlertsBody>("getAlerts", "The channels through which people are told, and how that goes.");
        RouteKit.MapPost(api, "/alerts/test", context => RouteKit.ActAsync(context, (_, who) => commands.TestAlertsAsync(who)))
            .Changes<ReasonBody>(ApiRole.Trade, "testAlerts", "Sends a test through every channel.");
    }
}
