using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ReadModel;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>The worker as a whole, its results, what it told, and who asked for what.</summary>
internal static class WorkerRoutes
{
    public static void Map(IEndpointRouteBuilder api, IReadModel model, AuditTrail audit)
    {
        api.MapGet("/worker", () => Results.Json(WorkerBody.Of(model.Current))).Reads<WorkerBody>("getWorker", "What the worker does, and what it depends on.");
        api.MapGet("/metrics/portfolio", () => PortfolioBody.Of(model.Current) is { } portfolio
                ? Results.Json(portfolio)
                : ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "The engine has not started yet."))
            .Reads<PortfolioBody>("getPortfolio", "Results of all bots together, latencies, and the profit curve.");
        api.MapGet("/notices", (string? limit) => QueryReader.Limit(limit, out var most) is { } problem
                ? problem
                : Results.Json(Page<NoticeBody>.Of(model.Current, model.Current.Notices.Select(NoticeBody.Of), most)))
            .Reads<Page<NoticeBody>>("listNotices", "What people were told, newest first.");
        api.MapGet("/audit", (string? limit) => QueryReader.Limit(limit, out var most) is { } problem ? problem : Results.Json(audit.Newest(most)))
            .Reads<IReadOnlyList<JsonNode>>("listAudit", "Changing requests of this UTC day, newest first.").WithMetadata(new RequiredRole(ApiRole.Admin));
    }

    /// <summary>What a scraper reads; its key may come as a bearer token.</summary>
    public static void MapMetrics(IEndpointRouteBuilder root, PrometheusExporter exporter) => root.MapGet("/metrics", () => Results.Text(exporter.Write(), PrometheusExporter.ContentType))
        .WithMetadata(new RequiredRole(ApiRole.View)).ExcludeFromDescription();

    /// <summary>Health is open to all: orchestrators have no key, and it says nothing but a reason.</summary>
    public static void MapHealth(IEndpointRouteBuilder root, IWorkerControl control)
    {
        root.MapGet("/health/live", () => Health(null)).WithMetadata(new OpenToAll()).ExcludeFromDescription();
        root.MapGet("/health/startup", () => Health(control.HasStarted ? null : "starting")).WithMetadata(new OpenToAll()).ExcludeFromDescription();
        root.MapGet("/health/ready", () => Health(control.NotReadyBecause)).WithMetadata(new OpenToAll()).ExcludeFromDescription();
    }

    private static IResult Health(string? problem) => problem is null
        ? Results.Json(new JsonObject { ["status"] = "ok" })
        : Results.Json(new JsonObject { ["status"] = "not-ready", ["reason"] = problem }, statusCode: StatusCodes.Status503ServiceUnavailable);
}
