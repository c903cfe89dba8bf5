using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Parameters;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Settings in force, and proposals to change those of strategies.</summary>
internal static class ParameterRoutes
{
    private const int MaximumSettings = 64;
    private const int MaximumText = 100;

    public static void Map(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands)
    {
        api.MapGet("/parameters", () => Results.Json(Page<ParameterBody>.Of(model.Current, model.Current.Parameters.InForce.Select(ParameterBody.Of))))
            .Reads<Page<ParameterBody>>("listParameters", "Every setting the worker was started with.");
        api.MapGet("/parameters/proposals", () => Results.Json(Page<ProposalBody>.Of(model.Current, model.Current.Parameters.Proposals.Select(ProposalBody.Of))))
            .Reads<Page<ProposalBody>>("listProposals", "Proposed, approved and rejected changes, newest first.");
        RouteKit.MapPost(api, "/parameters/proposals", context => ProposeAsync(context, commands))
            .Changes<ProposalRequestBody>(ApiRole.Trade, "propose", "Proposes a change; nothing changes until it is approved.");
        Bot(api, model, commands);
        api.MapPost("/parameters/proposals/{id}/approve", (string id, HttpContext context) => RouteKit.ActAsync(context, (_, who) => commands.ApproveAsync(id, who)))
            .Changes<ReasonBody>(ApiRole.Admin, "approveProposal", "Puts a proposal into the engine.");
        api.MapPost("/parameters/proposals/{id}/reject", (string id, HttpContext context) => RouteKit.ActAsync(context, (reason, who) => commands.RejectAsync(id, reason, who)))
            .Changes<ReasonBody>(ApiRole.Admin, "rejectProposal", "Turns a proposal down.");
    }

    private static void Bot(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands) => api.MapPut(
            "/bots/{id}/config",
            async (string id, HttpContext context) => model.Current.Bots.Any(bot => bot.Id == id)
                ? await ProposeAsync(context, commands)
                : ApiProblem.NotFound($"There is no bot '{QueryReader.Shortened(id)}'."))
        .Changes<ProposalRequestBody>(ApiRole.Trade, "proposeBotConfig", "Proposes a change of strategy settings; nothing changes until it is approved.");

    private static async Task<IResult> ProposeAsync(HttpContext context, ITradingCommands commands)
    {
        var (body, problem) = await BodyReader.ReadAsync<ProposalRequestBody>(context);
        return problem ?? Read(body!, out var request) ?? RouteKit.Answer(await commands.ProposeAsync(request!, KeyGate.CallerOf(context).Name));
    }

    private static ApiProblem? Read(ProposalRequestBody body, out ParameterProposalRequest? request)
    {
        request = null;
        var problem = QueryReader.Choice("scope", body.Scope, "all", "series", "market") ?? QueryReader.Choice("group", body.Group, "A", "B") ?? RouteKit.ReasonProblem(body.Why, "why");
        if (problem is not null)
        {
            return problem;
        }

        if (body.Settings is null || body.Settings.Count is 0 or > MaximumSettings
            || body.Settings.Any(static setting => setting.Key.Length is 0 or > MaximumText || setting.Value is null || setting.Value.Length is 0 or > MaximumText))
        {
            return ApiProblem.BadField("settings", $"settings must hold 1 to {MaximumSettings} keys with their values, each text at most {MaximumText} characters.");
        }

        var scope = body.Scope switch { "series" => ParameterScope.Series, "market" => ParameterScope.Market, _ => ParameterScope.All };
        if ((body.Key ?? "").Length == 0 != (scope == ParameterScope.All) || body.Key?.Length > MaximumText)
        {
            return ApiProblem.BadField("key", "key names the series (btc-5m) or the market's condition id; none with scope all.");
        }

        ParameterGroup? group = body.Group switch { "A" => ParameterGroup.A, "B" => ParameterGroup.B, _ => null };
        request = new ParameterProposalRequest(scope, body.Key ?? "", group, body.AtOnce, body.Settings, body.Why!);
        return null;
    }
}
