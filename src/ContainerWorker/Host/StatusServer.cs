using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ReadModel;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>What the status server shows and may ask for.</summary>
public interface IWorkerControl
{
    JsonObject Status();

    /// <summary>Started: takeover done and feeds connected once.</summary>
    bool HasStarted { get; }

    /// <summary>Null when ready to trade or halted on purpose; else the reason's label.</summary>
    string? NotReadyBecause { get; }

    /// <summary>Halts at once and sets the halt flag.</summary>
    /// <exception cref="StoreUnavailableException">It is halted, but the flag may not survive a restart.</exception>
    void Halt(string reason, string who);

    /// <summary>Lifts the halt flag and the halt.</summary>
    /// <exception cref="StoreUnavailableException">The flag could not be lifted; the halt stands.</exception>
    void Resume(string reason, string who);

    /// <summary>Cancels everything and closes what is held; nothing is opened until a resume. Lifts a halt, which would forbid closing.</summary>
    /// <exception cref="StoreUnavailableException">The halt flag could not be lifted; the halt stands.</exception>
    void Flatten(string reason, string who);

    /// <summary>Changes the parameters of strategies; stored before this returns.</summary>
    /// <returns>What is wrong, by name; empty where it is in force.</returns>
    /// <exception cref="StoreUnavailableException">It is in force, but may not survive a restart.</exception>
    Task<IReadOnlyList<string>> ChangeParametersAsync(ParameterRequest request, string who, CancellationToken cancellation);

    /// <summary>Moves one bot; stored before this returns.</summary>
    /// <returns>What is wrong, by name; empty where the bot has moved.</returns>
    /// <exception cref="StoreUnavailableException">The bot has moved, but that may not survive a restart.</exception>
    Task<IReadOnlyList<string>> CommandBotAsync(BotRequest request, string who, CancellationToken cancellation);
}

/// <summary>Health, status and people's orders over HTTP, on loopback only. All but health asks for the key of the data directory.</summary>
public sealed class StatusServer : IAsyncDisposable
{
    private const int MaximumReasonLength = 500;
    private readonly WebApplication _application;

    private StatusServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="port">0 takes a free one.</param>
    /// <param name="control">The worker.</param>
    /// <param name="key">Who does not show it gets 401, and nothing happens.</param>
    /// <param name="model">What orders, positions and limits are read from.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="PortInUseException">Another process has the port.</exception>
    public static async Task<StatusServer> StartAsync(int port, IWorkerControl control, LocalKey key, IReadModel model, CancellationToken cancellation)
    {
        var builder = BareWeb.Builder(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = 16 * 1024;
        });
        var application = builder.Build();
        application.Use((context, next) => IsAdmitted(context.Request, key) ? next(context) : RefuseAsync(context.Response));
        Map(application, control);
        StatusReads.Map(application, model);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await application.DisposeAsync();
            throw new PortInUseException(port, "--worker-port");
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new StatusServer(application, new Uri(addresses.First()));
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static void Map(WebApplication application, IWorkerControl control)
    {
        application.MapGet("/health/live", () => Results.Json(new JsonObject { ["status"] = "live" }));
        application.MapGet("/health/startup", () => Health(control.HasStarted ? null : "starting"));
        application.MapGet("/health/ready", () => Health(control.NotReadyBecause));
        application.MapGet("/status", () => Results.Json(control.Status()));
        application.MapPost("/control/halt", (Reasoned body) => Act(body, reason => control.Halt(reason, "http")));
        application.MapPost("/control/flatten", (Reasoned body) => Act(body, reason => control.Flatten(reason, "http")));
        application.MapPost("/control/resume", (Reasoned body) => Act(body, reason => control.Resume(reason, "http")));
        application.MapPost("/control/parameters", (ParameterOrder body, CancellationToken gone) =>
            OrderAsync(body.Read(out var request), () => control.ChangeParametersAsync(request, "http", gone)));
        application.MapPost("/control/bots", (BotOrder body, CancellationToken gone) =>
            OrderAsync(body.Read(out var request), () => control.CommandBotAsync(request, "http", gone)));
    }

    private static bool IsAdmitted(HttpRequest request, LocalKey key) =>
        request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || key.Admits(request.Headers.Authorization);

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer";
        return response.WriteAsJsonAsync(new JsonObject { ["status"] = "unauthorized" });
    }

    private static IResult Health(string? problem) => problem is null
        ? Results.Json(new JsonObject { ["status"] = "ok" })
        : Results.Json(new JsonObject { ["status"] = "not-ready", ["reason"] = problem }, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static IResult Act(Reasoned body, Action<string> act)
    {
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > MaximumReasonLength)
        {
            return Results.Problem($"'reason' must say why, in 1 to {MaximumReasonLength} characters.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            act(body.Reason);
        }
        catch (StoreUnavailableException problem)
        {
            return Results.Problem("The halt flag in the data directory could not be changed: " + problem.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        return Results.Json(new JsonObject { ["status"] = "accepted" }, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> OrderAsync(string? problem, Func<Task<IReadOnlyList<string>>> order)
    {
        if (problem is not null)
        {
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            return await order() is { Count: > 0 } errors
                ? Results.Problem(string.Join(Environment.NewLine, errors), statusCode: StatusCodes.Status400BadRequest)
                : Results.Json(new JsonObject { ["status"] = "accepted" }, statusCode: StatusCodes.Status202Accepted);
        }
        catch (StoreUnavailableException failure)
        {
            return Results.Problem(failure.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private sealed record Reasoned(string? Reason);
}

/// <summary>Another process listens on the port.</summary>
public sealed class PortInUseException(int port, string option)
    : Exception($"Port {port} is in use by another process; choose another with {option}, or {option} 0 for a free one.");
