using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>
/// Every changing request: once per idempotency key, and with its line in the audit trail. The header also keeps web pages of other
/// origins out, which cannot send it unasked.
/// </summary>
internal sealed class ChangeGate(RememberedAnswers answers, AuditTrail audit)
{
    public const string Header = "Idempotency-Key";

    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int MaximumKeyLength = 128;

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>() is null)
        {
            await next(context);
            return;
        }

        var key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > MaximumKeyLength || key.Any(static character => character is <= ' ' or > '~'))
        {
            await ApiProblem.BadField(Header, $"Every changing request needs {Header}: 1 to {MaximumKeyLength} visible characters, a fresh one for each change.").ExecuteAsync(context);
            return;
        }

        context.Request.EnableBuffering();
        var body = Convert.ToHexStringLower(await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted));
        context.Request.Body.Position = 0;
        var request = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {body}")));
        var caller = KeyGate.CallerOf(context);
        switch (answers.Begin(caller.Name, key, request, out var answer))
        {
            case KeyUse.Answered:
                await RepeatAsync(context, answer!);
                return;
            case KeyUse.UnderWay:
                await ApiProblem.Conflict($"The request with this {Header} is being carried out.").ExecuteAsync(context);
                return;
            case KeyUse.Taken:
                await ApiProblem.Conflict($"This {Header} was used for another request.").ExecuteAsync(context);
                return;
        }

        await CarryOutAsync(context, next, caller.Name, key, body);
    }

    private async Task CarryOutAsync(HttpContext context, RequestDelegate next, string caller, string key, string bodyHash)
    {
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        RememberedAnswer? answer = null;
        try
        {
            await next(context);
            answer = new RememberedAnswer(context.Response.StatusCode, context.Response.ContentType ?? "application/json", kept.ToArray());
        }
        finally
        {
            context.Response.Body = wire;

            // What was refused did nothing, so that it may be sent again, mended or later, under the same key.
            answers.End(caller, key, answer is { Status: < 300 } ? answer : null);
            audit.Write(new AuditEntry(
                audit.Now, RequestIds.Of(context), caller, KeyGate.Name(KeyGate.CallerOf(context).Role), context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Method,
                context.Request.Path.Value ?? "", key, bodyHash, answer?.Status ?? StatusCodes.Status500InternalServerError));
        }

        await wire.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Task RepeatAsync(HttpContext context, RememberedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers[ReplayedHeader] = "true";
        return context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
    }
}
