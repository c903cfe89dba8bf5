using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Actions;
using PolyCloud.Dashboard.Live;
using PolyCloud.Dashboard.Pages;

namespace PolyCloud.Dashboard.Hosting;

/// <summary>The addresses of the dashboard. The host switches web sockets on.</summary>
public static class DashboardRoutes
{
    /// <summary>Open pages at once; each costs some hundred kilobytes. More than a desk has screens.</summary>
    private const int MaximumLivePages = 128;

    /// <returns>All its routes, for what the host wants to say about them.</returns>
    public static IEndpointConventionBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        var access = routes.ServiceProvider.GetRequiredService<IDashboardAccess>();

        // Remembers from now on, not from the first visit.
        routes.ServiceProvider.GetRequiredService<SnapshotWatch>();
        var open = routes.MapGroup("").ExcludeFromDescription();
        open.AddEndpointFilter((invocation, next) => KeepOutOthersAsync(invocation, next, access));
        open.MapGet("/assets/{name}", Asset);
        LoginRoutes.Map(open);

        var behindTheDoor = open.MapGroup("");
        behindTheDoor.AddEndpointFilter((invocation, next) => Door.PassAsync(invocation, next, access));
        foreach (var page in PageCatalog.All)
        {
            behindTheDoor.MapGet(page.Path, (HttpContext context, PageText text) => text.PageAsync(context, page));
        }

        MapLive(behindTheDoor, access);
        ActionRoutes.Map(behindTheDoor);
        return open;
    }

    private static void MapLive(RouteGroupBuilder routes, IDashboardAccess access)
    {
        var room = new SemaphoreSlim(MaximumLivePages);
        routes.MapGet("/live/{name}", async (HttpContext context, string name, LiveStreams streams, BeatGrid grid, IHostApplicationLifetime lifetime) =>
        {
            if (!context.WebSockets.IsWebSocketRequest || PageCatalog.Named(name) is not { } page)
            {
                return Results.NotFound();
            }

            if (!await room.WaitAsync(0))
            {
                return Results.Text($"{MaximumLivePages} pages are open already; close some.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            var (query, caller) = (PageQuery.Of(context.Request.Query), context.Caller());
            var stream = streams.Join(page, query, caller.Role);
            try
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(20) });
                await new LiveSocket(socket, stream, caller, grid, access).RunAsync(lifetime.ApplicationStopping);
            }
            finally
            {
                streams.Leave(page, query, caller.Role);
                room.Release();
            }

            return Results.Empty;
        });
    }

    private static ValueTask<object?> KeepOutOthersAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, IDashboardAccess access)
    {
        var context = invocation.HttpContext;
        SecurityHeaders.Set(context.Response.Headers);
        return SameSite.Problem(context.Request, access.RequiresKey) is { } problem
            ? ValueTask.FromResult<object?>(Results.Text(problem, statusCode: StatusCodes.Status403Forbidden))
            : next(invocation);
    }

    private static IResult Asset(string name, HttpContext context)
    {
        if (EmbeddedAssets.Find(name) is not { } asset)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = context.Request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(asset.Content, asset.Type);
    }
}
