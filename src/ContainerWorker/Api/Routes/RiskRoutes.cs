using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Limits, breakers, the emergency halt and what lifts it.</summary>
internal static class RiskRoutes
{
    public static void Map(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands)
    {
        api.MapGet("/risk/limits", () => Results.Json(LimitsBody.Of(model.Current))).Reads<LimitsBody>("getLimits", "Equity, and every limit with what is used of it.");
        api.MapGet("/risk/circuit-breakers", () => Results.Json(Page<BreakerBody>.Of(model.Current, model.Current.Risk.Breakers.Select(BreakerBody.Of))))
            .Reads<Page<BreakerBody>>("listBreakers", "Every circuit breaker.");
        RouteKit.MapPost(api, "/risk/emergency-halt", context => HaltAsync(context, commands))
            .Changes<EmergencyHaltBody>(ApiRole.Trade, "emergencyHalt", "Cancels everything and opens nothing until re-armed; with flatten it also closes what is held.");
        RouteKit.MapPost(api, "/risk/re-arm", context => RouteKit.ActAsync(context, commands.ResumeAsync))
            .Changes<ReasonBody>(ApiRole.Admin, "rearm", "Lifts halts and arms the breakers anew.");
    }

    private static async Task<IResult> HaltAsync(HttpContext context, ITradingCommands commands)
    {
        var (body, problem) = await BodyReader.ReadAsync<EmergencyHaltBody>(context);
        if ((problem ?? RouteKit.ReasonProblem(body!.Reason)) is { } wrong)
        {
            return wrong;
        }

        var who = KeyGate.CallerOf(context).Name;
        return RouteKit.Answer(await (body!.Flatten ? commands.FlattenAsync(body.Reason!, who) : commands.HaltAsync(body.Reason!, who)));
    }
}
