using System.Net;
using Microsoft.AspNetCore.Http;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Streaming;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>What a route asks of its caller; put on the endpoint.</summary>
internal sealed record RequiredRole(ApiRole Role);

/// <summary>A route that serves everybody.</summary>
internal sealed record OpenToAll;

/// <summary>Knows the caller by its key, counts its requests, and looks at its role. Paths that do not exist ask for a key too.</summary>
internal sealed class KeyGate(KeyRing keys, RequestBudgets budgets)
{
    public const string Header = "X-API-Key";

    private const string Bearer = "Bearer ";

    public static ApiCaller CallerOf(HttpContext context) => context.Features.Get<ApiCaller>() ?? throw new InvalidOperationException("The route is not behind the key gate.");

    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<OpenToAll>() is not null)
        {
            return next(context);
        }

        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var caller = Known(context, address);
        if (!budgets.TryTake(caller is null || caller == ApiCaller.Local ? "address " + address : "key " + caller.Name, out var retryAfter))
        {
            context.Response.Headers.RetryAfter = retryAfter.ToString();
            return ApiProblem.Of(StatusCodes.Status429TooManyRequests, $"Too many requests; the next may be made in {retryAfter} s (api.requestsPerMinute).").ExecuteAsync(context);
        }

        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = "ApiKey";
            return ApiProblem.Of(StatusCodes.Status401Unauthorized, $"A valid key is needed in {Header}.").ExecuteAsync(context);
        }

        var needed = endpoint?.Metadata.GetMetadata<RequiredRole>()?.Role ?? ApiRole.View;
        if (caller.Role < needed)
        {
            return ApiProblem.Of(StatusCodes.Status403Forbidden, $"This needs the role {Name(needed)}; the key {caller.Name} has {Name(caller.Role)}.").ExecuteAsync(context);
        }

        context.Features.Set(caller);
        return next(context);
    }

    private static string ProtocolKey(HttpContext context) =>
        context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(static offered => offered.StartsWith(StreamRoute.KeyProtocol, StringComparison.Ordinal))?[StreamRoute.KeyProtocol.Length..] ?? "";

    public static string Name(ApiRole role) => role.ToString().ToLowerInvariant();

    /// <summary>Null where it must not be served. The scraper of metrics sends its key as a bearer token.</summary>
    private ApiCaller? Known(HttpContext context, IPAddress address)
    {
        keys.Look();
        var presented = context.Request.Headers[Header].ToString();
        var authorization = context.Request.Headers.Authorization.ToString();
        presented = presented.Length == 0 && authorization.StartsWith(Bearer, StringComparison.Ordinal) ? authorization[Bearer.Length..] : presented;
        presented = presented.Length == 0 && context.WebSockets.IsWebSocketRequest ? ProtocolKey(context) : presented;
        return presented.Length > 0 || keys.RequiresKey ? keys.Find(presented) : IPAddress.IsLoopback(address) ? ApiCaller.Local : null;
    }
}
