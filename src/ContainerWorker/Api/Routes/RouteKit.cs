using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ReadModel.Commands;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>What every route says of itself: its role, its answers, its errors.</summary>
internal static class RouteKit
{
    private const int MaximumReason = 500;

    /// <summary>A handler that takes nothing but the request; without this its answer would be taken for that of a bare delegate and lost.</summary>
    public static RouteHandlerBuilder MapPost(IEndpointRouteBuilder api, string path, Func<HttpContext, Task<IResult>> handle) => api.MapPost(path, (Delegate)handle);

    /// <summary>A route that reads.</summary>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder route, string name, string summary) => route
        .WithMetadata(new RequiredRole(ApiRole.View)).WithName(name).WithSummary(summary).Produces<T>()
        .ProducesProblem(StatusCodes.Status400BadRequest).WithGate();

    /// <summary>A route that reads one thing.</summary>
    public static RouteHandlerBuilder ReadsOne<T>(this RouteHandlerBuilder route, string name, string summary) => route
        .WithMetadata(new RequiredRole(ApiRole.View)).WithName(name).WithSummary(summary).Produces<T>()
        .ProducesProblem(StatusCodes.Status404NotFound).WithGate();

    /// <summary>A route that changes something, with a body.</summary>
    public static RouteHandlerBuilder Changes<TBody>(this RouteHandlerBuilder route, ApiRole role, string name, string summary)
        where TBody : notnull => route
        .WithMetadata(new RequiredRole(role)).WithName(name).WithSummary(summary).Accepts<TBody>("application/json")
        .Produces<AcceptedBody>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status503ServiceUnavailable).WithGate();

    public static IResult Answer(CommandOutcome outcome) => outcome.IsAccepted
        ? Results.Json(new AcceptedBody("accepted", outcome.Detail, outcome.Id.Length == 0 ? null : outcome.Id), statusCode: StatusCodes.Status202Accepted)
        : ApiProblem.Of(outcome);

    /// <summary>Reads a body that only says why, and acts.</summary>
    public static async Task<IResult> ActAsync(HttpContext context, Func<string, string, Task<CommandOutcome>> act)
    {
        var (body, problem) = await BodyReader.ReadAsync<ReasonBody>(context);
        return problem ?? ReasonProblem(body!.Reason) ?? Answer(await act(body.Reason!, KeyGate.CallerOf(context).Name));
    }

    /// <summary>Reads something stored; a store that cannot be read is 503.</summary>
    public static async Task<IResult> StoredAsync(Func<Task<IResult>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception problem) when (problem is StoreUnavailableException or InvalidStateRowException or IOException)
        {
            return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "It cannot be read now: " + problem.Message);
        }
    }

    /// <returns>What is wrong with a reason, or null.</returns>
    public static ApiProblem? ReasonProblem(string? reason, string field = "reason") =>
        !string.IsNullOrWhiteSpace(reason) && reason.Length <= MaximumReason && !reason.Any(char.IsControl)
            ? null
            : ApiProblem.BadField(field, $"{field} must say why, in 1 to {MaximumReason} characters on one line.");

    private static RouteHandlerBuilder WithGate(this RouteHandlerBuilder route) => route
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);
}
