using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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

    private static async Task<IResult> EnterAsync(HttpContext context, PageText text, IAntiforgery antiforgery, IDashboardAccess access)
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

        if (access.Find(form["key"].ToString().Trim()) is not { } caller)
        {
            return await AskAsync(context, text, back, "That is none of this worker's keys.");
        }

        await context.SignInAsync(CallerClaims.Scheme, CallerClaims.Of(caller));
        return Results.Redirect(back);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (await PostedForm.ReadAsync(context, antiforgery) is not null)
        {
            await context.SignOutAsync(CallerClaims.Scheme);
        }

        return Results.Redirect("/login");
    }

    private static Task<IResult> AskAsync(HttpContext context, PageText text, string back, string problem) => text.SayAsync(
        context, problem.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized, "Log in", typeof(LoginForm),
        new(StringComparer.Ordinal) { ["Back"] = back, ["Problem"] = problem }, caller: null);
}
