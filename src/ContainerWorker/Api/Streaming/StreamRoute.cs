using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;

namespace PolyCloud.ContainerWorker.Api.Streaming;

/// <summary>The WebSocket at <c>/api/v1/stream</c>. docs/api.md tells its messages.</summary>
internal sealed class StreamRoute(StreamHub hub, ApiSettings settings)
{
    public const string Protocol = "polycloud.v1";

    /// <summary>Pages cannot set headers on a WebSocket: they offer their key as a further protocol of this beginning.</summary>
    public const string KeyProtocol = "key.";

    public void Map(IEndpointRouteBuilder api, CancellationToken ending) => api.MapGet("/stream", (HttpContext context) => ServeAsync(context, ending))
        .WithMetadata(new RequiredRole(ApiRole.View)).ExcludeFromDescription();

    private async Task ServeAsync(HttpContext context, CancellationToken ending)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await ApiProblem.BadField("Upgrade", "This is a WebSocket: ask for an upgrade.").ExecuteAsync(context);
            return;
        }

        if (!IsAllowed(context.Request))
        {
            await ApiProblem.Of(StatusCodes.Status403Forbidden, "Pages of this origin are not served (api.allowedOrigins).").ExecuteAsync(context);
            return;
        }

        if (hub.Clients >= StreamHub.MaximumClients)
        {
            await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, $"{StreamHub.MaximumClients} clients are served already.").ExecuteAsync(context);
            return;
        }

        var offered = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? Protocol : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(offered);
        using var client = new StreamClient(socket, hub);
        if (!hub.TryAdd(client))
        {
            return;
        }

        try
        {
            await client.RunAsync(ending);
        }
        finally
        {
            hub.Remove(client);
        }
    }

    /// <summary>Browsers ask no permission before a WebSocket, so the origin is looked at here; programs send none.</summary>
    private bool IsAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || settings.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
