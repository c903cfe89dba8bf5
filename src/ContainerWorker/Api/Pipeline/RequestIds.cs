using Microsoft.AspNetCore.Http;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>Gives each request an id, the caller's own where it is a sane one, and sends it back.</summary>
internal static class RequestIds
{
    public const string Header = "X-Request-Id";

    private const int MaximumLength = 64;

    public static string Of(HttpContext context) => context.TraceIdentifier;

    public static Task AssignAsync(HttpContext context, RequestDelegate next)
    {
        var asked = context.Request.Headers[Header].ToString();
        context.TraceIdentifier = IsSane(asked) ? asked : Guid.CreateVersion7().ToString("N");
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }

    private static bool IsSane(string id) =>
        id.Length is >= 1 and <= MaximumLength && id.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
