using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>An error as RFC 9457 says it. The detail names what is wrong and what is allowed, never a secret.</summary>
/// <param name="Field">The wrong field; empty where none is.</param>
internal sealed record ApiProblem(int Status, string Title, string Detail, string Field = "") : IResult
{
    public const string ContentType = "application/problem+json";

    public static ApiProblem BadField(string field, string detail) => new(StatusCodes.Status400BadRequest, "Bad request", detail, field);

    public static ApiProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found", detail);

    public static ApiProblem Conflict(string detail) => new(StatusCodes.Status409Conflict, "Conflict", detail);

    public static ApiProblem Of(int status, string detail) => new(status, Titles.GetValueOrDefault(status, "Error"), detail);

    public static ApiProblem Of(CommandOutcome outcome) => outcome.Status switch
    {
        CommandStatus.NotFound => NotFound(outcome.Detail),
        CommandStatus.Invalid => BadField(outcome.Field, outcome.Detail),
        CommandStatus.Conflict => Conflict(outcome.Detail),
        _ => Of(StatusCodes.Status503ServiceUnavailable, outcome.Detail),
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = Title,
            ["status"] = Status,
            ["detail"] = Detail,
            ["instance"] = httpContext.Request.Path.Value,
            ["requestId"] = RequestIds.Of(httpContext),
        };
        if (Field.Length > 0)
        {
            body["errors"] = new JsonObject { [Field] = new JsonArray(Detail) };
        }

        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = ContentType;
        return httpContext.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), httpContext.RequestAborted).AsTask();
    }

    private static Dictionary<int, string> Titles { get; } = new()
    {
        [StatusCodes.Status400BadRequest] = "Bad request",
        [StatusCodes.Status401Unauthorized] = "Key missing",
        [StatusCodes.Status403Forbidden] = "Not allowed",
        [StatusCodes.Status404NotFound] = "Not found",
        [StatusCodes.Status405MethodNotAllowed] = "Method not allowed",
        [StatusCodes.Status409Conflict] = "Conflict",
        [StatusCodes.Status413PayloadTooLarge] = "Body too large",
        [StatusCodes.Status415UnsupportedMediaType] = "Unsupported media type",
        [StatusCodes.Status429TooManyRequests] = "Too many requests",
        [StatusCodes.Status500InternalServerError] = "Internal error",
        [StatusCodes.Status503ServiceUnavailable] = "Not available now",
    };
}
