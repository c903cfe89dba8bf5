using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Live;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Parts;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.Dashboard.Actions;

/// <summary>
/// What buttons send. Works without a script: the answer is a page. With one it is JSON, shown where the person is. A form of a page
/// that is older than the worker is refused once, with a fresh one.
/// </summary>
internal static class ActionRoutes
{
    /// <summary>The script fetches a fresh token and tries once more when it sees this.</summary>
    private const string StaleForm = "X-Form-Stale";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stop", (HttpContext context, PageText text) => StopPageAsync(context, text, ""));
        routes.MapGet("/form-token", (HttpContext context, IAntiforgery antiforgery) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Text(antiforgery.GetAndStoreTokens(context).RequestToken);
        });
        routes.MapPost("/act/{**verb}", ActAsync);
    }

    private static async Task<IResult> ActAsync(HttpContext context, string verb, ITradingCommands commands, IAntiforgery antiforgery, IDashboardAudit audit, PageText text, PictureSource pictures)
    {
        if (await PostedForm.ReadAsync(context, antiforgery) is not { } form)
        {
            context.Response.Headers[StaleForm] = "true";
            return await StopPageAsync(context, text, "This page was older than the worker, so nothing was done. Confirm again, or go back and reload.");
        }

        var (code, detail) = await CarryOutAsync(context.Caller(), DashboardAction.Read(verb, form), commands);
        audit.Write(new DashboardDeed(context.TraceIdentifier, context.Caller(), context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Path, DashboardDeed.TextOf(form), code));
        pictures.Forget();
        return await AnswerAsync(context, text, code, detail);
    }

    private static async Task<(int Code, string Detail)> CarryOutAsync(DashboardCaller caller, DashboardAction? action, ITradingCommands commands)
    {
        if (action is null)
        {
            return (StatusCodes.Status404NotFound, "There is no such action.");
        }

        if (!caller.May(action.Needs))
        {
            return (StatusCodes.Status403Forbidden, $"This needs the role {action.Needs.ToString().ToLowerInvariant()}; yours is {caller.Role.ToString().ToLowerInvariant()}.");
        }

        var outcome = await action.CarryAsync(commands, caller.Name);
        return (CodeOf(outcome.Status), outcome.Field.Length == 0 ? outcome.Detail : $"{outcome.Field}: {outcome.Detail}");
    }

    private static int CodeOf(CommandStatus status) => status switch
    {
        CommandStatus.Accepted => StatusCodes.Status200OK,
        CommandStatus.NotFound => StatusCodes.Status404NotFound,
        CommandStatus.Invalid => StatusCodes.Status400BadRequest,
        CommandStatus.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static Task<IResult> AnswerAsync(HttpContext context, PageText text, int code, string detail)
    {
        var isAccepted = code == StatusCodes.Status200OK;
        return context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? Task.FromResult(Results.Json(new { accepted = isAccepted, detail }, statusCode: code))
            : text.SayAsync(
                context, code, isAccepted ? "Done" : "Not done", typeof(OutcomePage),
                new(StringComparer.Ordinal) { ["IsAccepted"] = isAccepted, ["Detail"] = detail, ["Back"] = "/" }, context.Caller());
    }

    private static Task<IResult> StopPageAsync(HttpContext context, PageText text, string problem) => text.SayAsync(
        context, problem.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, "Emergency stop", typeof(StopPage),
        new(StringComparer.Ordinal) { ["Problem"] = problem }, context.Caller());
}
