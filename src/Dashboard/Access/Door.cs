using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.Dashboard.Access;

/// <summary>Finds out who asks, before anything is shown or done.</summary>
internal static class Door
{
    private static readonly object CallerItem = new();

    /// <summary>Set by the filter that let the request in.</summary>
    public static DashboardCaller Caller(this HttpContext context) => (DashboardCaller)context.Items[CallerItem]!;

    /// <summary>A filter of all routes behind the door: pages send to the login, everything else answers 401.</summary>
    public static async ValueTask<object?> PassAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, IDashboardAccess access)
    {
        var context = invocation.HttpContext;
        if (await WhoAsync(context, access) is { } caller)
        {
            context.Items[CallerItem] = caller;
            return await next(invocation);
        }

        var isPage = HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        return isPage
            ? Results.Redirect("/login?back=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString))
            : Results.Text("Not logged in: open /login and give an API key.", statusCode: StatusCodes.Status401Unauthorized);
    }

    public static async Task<DashboardCaller?> WhoAsync(HttpContext context, IDashboardAccess access)
    {
        if (!access.RequiresKey)
        {
            return DashboardCaller.Local;
        }

        var told = await context.AuthenticateAsync(CallerClaims.Scheme);
        return told.Principal is { } principal ? CallerClaims.Read(principal, access) : null;
    }
}
