using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>Reads JSON bodies strictly: unknown fields, wrong types and trailing text are errors that name the field.</summary>
internal static class BodyReader
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 8,
    };

    /// <returns>The body, or what is wrong with it.</returns>
    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json."));
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, context.RequestAborted);
            return body is null ? (null, ApiProblem.BadField("body", "The body is null; it must be an object.")) : (body, null);
        }
        catch (JsonException problem)
        {
            var field = FieldOf(problem);
            return (null, ApiProblem.BadField(field, $"{field} cannot be read: it is missing, unknown, or of the wrong type."));
        }
    }

    /// <summary>The path without its root, cut to what is sane to repeat.</summary>
    private static string FieldOf(JsonException problem)
    {
        var path = (problem.Path ?? "").TrimStart('$').TrimStart('.');
        return path.Length == 0 ? "body" : path.Length <= 100 ? path : path[..100];
    }
}
