using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>Turns what was thrown, and answers without a body, into problem details.</summary>
internal sealed class Faults(ILogger log)
{
    public async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException problem)
        {
            await TellAsync(context, ApiProblem.Of(problem.StatusCode, problem.Message));
            return;
        }
        catch (Exception problem)
        {
            log.LogError(problem, "request {RequestId} {Method} {Path} failed", RequestIds.Of(context), context.Request.Method, context.Request.Path);
            await TellAsync(context, ApiProblem.Of(StatusCodes.Status500InternalServerError, "The worker could not answer; its log has the request id."));
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
        {
            await TellAsync(context, ApiProblem.Of(context.Response.StatusCode, DetailOf(context)));
        }
    }

    private static Task TellAsync(HttpContext context, ApiProblem problem) => context.Response.HasStarted ? Task.CompletedTask : problem.ExecuteAsync(context);

    private static string DetailOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is no {context.Request.Path}; /api/v1/openapi.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} does not take {context.Request.Method}; allowed is {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be application/json.",
        _ => "The request cannot be served.",
    };
}
