using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Api.Documents;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Routes;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.ContainerWorker.Api;

/// <summary>The API of one worker: what people and programs read, and what they may ask for.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private const int MaximumBody = 64 * 1024;

    private readonly WebApplication _application;

    private ApiServer(WebApplication application, Uri address, bool requiresKey)
    {
        _application = application;
        Address = address;
        RequiresKey = requiresKey;
    }

    public Uri Address { get; }

    /// <summary>False where no key is configured: then it listens on loopback only and serves whoever is there.</summary>
    public bool RequiresKey { get; }

    /// <exception cref="PortInUseException">Another process has the port.</exception>
    /// <exception cref="ApiNeedsKeyException">It is to listen beyond loopback and there is no key.</exception>
    public static async Task<ApiServer> StartAsync(ApiSettings settings, ApiSources sources, ILogger log, CancellationToken cancellation)
    {
        var keys = new KeyRing(sources.Keys, TimeProvider.System, log);
        if (!keys.RequiresKey && !IPAddress.IsLoopback(settings.ListenAddress))
        {
            throw new ApiNeedsKeyException(settings.Address);
        }

        var application = Build(settings);
        var audit = new AuditTrail(sources.AuditDirectory, TimeProvider.System, log);
        UsePipeline(application, settings, keys, audit, log);
        Map(application, sources, audit);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await application.DisposeAsync();
            throw new PortInUseException(settings.Port, "--set api.port=N");
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new ApiServer(application, new Uri(addresses.First()), keys.RequiresKey);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static WebApplication Build(ApiSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(settings.ListenAddress, settings.Port);
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.Origins])
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders(KeyGate.Header, ChangeGate.Header, RequestIds.Header, "Content-Type")
            .WithExposedHeaders(RequestIds.Header, ChangeGate.ReplayedHeader, "Retry-After")));
        return builder.Build();
    }

    private static void UsePipeline(WebApplication application, ApiSettings settings, KeyRing keys, AuditTrail audit, ILogger log)
    {
        var faults = new Faults(log);
        var addresses = new AddressGate(settings);
        var gate = new KeyGate(keys, new RequestBudgets(settings.RequestsPerMinute, TimeProvider.System));
        var changes = new ChangeGate(new RememberedAnswers(TimeProvider.System), audit);
        application.Use(RequestIds.AssignAsync);
        application.Use(ProtectAsync);
        application.Use(faults.CatchAsync);
        application.Use(addresses.PassAsync);
        application.UseRouting();
        application.UseCors();
        application.Use(gate.PassAsync);
        application.Use(changes.PassAsync);
    }

    /// <summary>Nothing of this server belongs into another page, and pages of it load nothing from elsewhere.</summary>
    private static Task ProtectAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    }

    private static void Map(WebApplication application, ApiSources sources, AuditTrail audit)
    {
        WorkerRoutes.MapHealth(application, sources.Control);
        application.MapOpenApi("/api/{documentName}/openapi.json").WithMetadata(new OpenToAll());
        var api = application.MapGroup("/api/v1");
        DocumentPage.Map(api);
        BotRoutes.Map(api, sources.Model, sources.Commands);
        PositionRoutes.Map(api, sources.Model, sources.Commands);
        OrderRoutes.Map(api, sources.Model, sources.Commands);
        MarketRoutes.Map(api, sources.Model);
        RiskRoutes.Map(api, sources.Model, sources.Commands);
        ParameterRoutes.Map(api, sources.Model, sources.Commands);
        WorkerRoutes.Map(api, sources.Model, audit);
    }
}
