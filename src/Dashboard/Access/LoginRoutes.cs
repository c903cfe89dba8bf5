using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.Dashboard.Actions;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Parts;

namespace PolyCloud.Dashboard.Access;

/// <summary>A key typed once becomes a session.</summary>
internal static class LoginRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", (HttpContext context, PageText text, string? back) => AskAsync(context, text, LocalPath.Of(back), ""));
        routes.MapPost("/login", EnterAsync);
        routes.MapPost("/logout", LeaveAsync);
    }

    private static async Task<IResult> EnterAsync(HttpContext context, PageText text, IAntiforgery antiforgery, IDashboardAccess access, LoginBudget budget, IDashboardAudit audit)
    {
        if (await PostedForm.ReadAsync(context, antiforgery) is not { } form)
        {
            return await AskAsync(context, text, "/", "This page was older than the worker. Type the key again.");
        }

        var back = LocalPath.Of(form["back"]);
        if (!access.RequiresKey)
        {
            return Results.Redirect("/");
        }

        if (budget.Take(context.Connection.RemoteIpAddress) is { IsAdmitted: false } refusal)
        {
            return await RefuseAsync(context, text, back, refusal, audit);
        }

        if (access.Find(form["key"].ToString().Trim()) is not { } caller)
        {
            Write(audit, context, null, StatusCodes.Status401Unauthorized);
            return await AskAsync(context, text, back, "That is none of this worker's keys.");
        }

        budget.GiveBack(context.Connection.RemoteIpAddress);
        Write(audit, context, caller, StatusCodes.Status302Found);
        await context.SignInAsync(CallerClaims.Scheme, CallerClaims.Of(caller));
        return Results.Redirect(back);
    }

    private static Task<IResult> RefuseAsync(HttpContext context, PageText text, string back, LoginTry refusal, IDashboardAudit audit)
    {
        if (refusal.IsFirstRefusal)
        {
            Write(audit, context, null, StatusCodes.Status429TooManyRequests);
        }

        context.Response.Headers.RetryAfter = refusal.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return AskAsync(context, text, back, $"Too many keys were tried. The next is looked at in {refusal.RetryAfterSeconds} s.", StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Never with the form: it holds the key.</summary>
    private static void Write(IDashboardAudit audit, HttpContext context, DashboardCaller? caller, int status) =>
        audit.Write(new DashboardDeed(context.TraceIdentifier, caller, context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Path, "", status));

    private static async Task<IResult> LeaveAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (await PostedForm.ReadAsync(context, antiforgery) is not null)
        {
            await context.SignOutAsync(CallerClaims.Scheme);
        }

        return Results.Redirect("/login");
    }

    private static Task<IResult> AskAsync(HttpContext context, PageText text, string back, string problem, int status = StatusCodes.Status401Unauthorized) => text.SayAsync(
        context, problem.Length == 0 ? StatusCodes.Status200OK : status, "Log in", typeof(LoginForm),
        new(StringComparer.Ordinal) { ["Back"] = back, ["Problem"] = problem }, caller: null);
}
