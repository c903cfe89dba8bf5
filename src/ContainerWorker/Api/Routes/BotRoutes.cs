using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.Engine.Bots;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Bots: what they are, do and earn, and what a person may tell them.</summary>
internal static class BotRoutes
{
    public static void Map(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands)
    {
        api.MapGet("/bots", () => Results.Json(Page<BotBody>.Of(model.Current, model.Current.Bots.Select(BotBody.Of)))).Reads<Page<BotBody>>("listBots", "All bots, by number.");
        api.MapGet("/bots/{id}", (string id) => Find(model.Current, id) is { } bot ? Results.Json(BotBody.Of(bot)) : Missing(id)).ReadsOne<BotBody>("getBot", "One bot.");
        api.MapGet("/bots/{id}/config", (string id) => Find(model.Current, id) is null ? Missing(id) : Results.Json(Page<ParameterBody>.Of(model.Current, ChangeableOf(model.Current))))
            .ReadsOne<Page<ParameterBody>>("getBotConfig", "The settings its strategy was started with; proposals change them.");
        api.MapGet("/metrics/bots/{id}", (string id) => Find(model.Current, id) is { } bot ? Results.Json(BotMetricsBody.Of(bot, model.Current)) : Missing(id))
            .ReadsOne<BotMetricsBody>("getBotMetrics", "Results of one bot.");
        Signal(api, commands, "start", BotSignal.Start, ApiRole.Trade, "Has a stopped bot trade again.");
        Signal(api, commands, "stop", BotSignal.Stop, ApiRole.Trade, "Cancels its quotes and closes what it holds.");
        Signal(api, commands, "pause", BotSignal.Pause, ApiRole.Trade, "Opens nothing until resumed.");
        Signal(api, commands, "resume", BotSignal.Resume, ApiRole.Trade, "Ends a pause.");
        Signal(api, commands, "halt", BotSignal.EmergencyHalt, ApiRole.Trade, "Stops it at once; what it holds is closed.");
        Signal(api, commands, "rearm", BotSignal.Rearm, ApiRole.Admin, "Takes responsibility for what stopped it.");
    }

    private static void Signal(IEndpointRouteBuilder api, ITradingCommands commands, string word, BotSignal signal, ApiRole role, string summary) =>
        api.MapPost("/bots/{id}/" + word, (string id, HttpContext context) => RouteKit.ActAsync(context, (reason, who) => commands.CommandBotAsync(id, signal, reason, who)))
            .Changes<ReasonBody>(role, word + "Bot", summary);

    private static IEnumerable<ParameterBody> ChangeableOf(TradingSnapshot snapshot) =>
        snapshot.Parameters.InForce.Where(static parameter => parameter.IsChangeable).Select(ParameterBody.Of);

    private static BotSnapshot? Find(TradingSnapshot snapshot, string id) => snapshot.Bots.FirstOrDefault(bot => bot.Id == id);

    private static ApiProblem Missing(string id) => ApiProblem.NotFound($"There is no bot '{QueryReader.Shortened(id)}'.");
}
