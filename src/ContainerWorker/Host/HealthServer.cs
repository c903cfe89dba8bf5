using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>Health alone, on every address of the machine, for the probes of whoever runs the container. It tells and takes nothing else.</summary>
public sealed class HealthServer : IAsyncDisposable
{
    /// <summary>The environment variable with the port; not set: health is on loopback only.</summary>
    public const string Variable = "POLYCLOUD_HEALTH_PORT";

    private readonly WebApplication _application;

    private HealthServer(WebApplication application, int port)
    {
        _application = application;
        Port = port;
    }

    public int Port { get; }

    /// <param name="port">0 takes a free one.</param>
    /// <param name="hasStarted">Whether it has started.</param>
    /// <param name="notReadyBecause">Why it is not ready; null where it is, or is halted on purpose.</param>
    /// <exception cref="PortInUseException">Another process has the port.</exception>
    public static async Task<HealthServer> StartAsync(int port, Func<bool> hasStarted, Func<string?> notReadyBecause, CancellationToken cancellation)
    {
        var builder = BareWeb.Builder(kestrel =>
        {
            kestrel.Listen(IPAddress.Any, port);
            kestrel.Limits.MaxRequestBodySize = 0;

            // A prober or two; more are not served.
            kestrel.Limits.MaxConcurrentConnections = 16;
        });
        var application = builder.Build();
        application.MapGet("/health/live", static () => Answer(null));
        application.MapGet("/health/startup", () => Answer(hasStarted() ? null : "starting"));
        application.MapGet("/health/ready", () => Answer(notReadyBecause()));
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await application.DisposeAsync();
            throw new PortInUseException(port, Variable);
        }

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HealthServer(application, new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static IResult Answer(string? problem) => problem is null
        ? Results.Json(new JsonObject { ["status"] = "ok" })
        : Results.Json(new JsonObject { ["status"] = "not-ready", ["reason"] = problem }, statusCode: StatusCodes.Status503ServiceUnavailable);
}
