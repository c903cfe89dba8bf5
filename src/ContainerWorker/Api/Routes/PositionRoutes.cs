using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>What is held, by window.</summary>
internal static class PositionRoutes
{
    public static void Map(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands)
    {
        api.MapGet("/positions", () => Results.Json(Page<PositionBody>.Of(model.Current, model.Current.Markets.Where(static market => market.HasPosition).Select(PositionBody.Of))))
            .Reads<Page<PositionBody>>("listPositions", "Windows in which anything is held.");
        api.MapGet("/positions/{id}", (string id) => model.Current.Markets.FirstOrDefault(market => market.Id == id) is { } market
                ? Results.Json(PositionBody.Of(market))
                : ApiProblem.NotFound($"There is no window '{QueryReader.Shortened(id)}'."))
            .ReadsOne<PositionBody>("getPosition", "What is held in one window, nothing included.");
        api.MapPost("/positions/{id}/close", (string id, HttpContext context) => RouteKit.ActAsync(context, (reason, who) => commands.ClosePositionAsync(id, reason, who)))
            .Changes<ReasonBody>(ApiRole.Trade, "closePosition", "Covers what is held by the rules of the window's last minute; the window opens nothing more.");
    }
}
