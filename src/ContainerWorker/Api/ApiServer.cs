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
using PolyCloud.ContainerWorker.Api.Streaming;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ContainerWorker.Pages;
using PolyCloud.Dashboard.Hosting;

namespace PolyCloud.ContainerWorker.Api;

/// <summary>
/// The API of one worker, and its pages for people at the same address: what people and programs read, and what they may ask for. One set
/// of keys and one audit trail serve both.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    private const int MaximumBody = 64 * 1024;

    /// <summary>A client that vanished without a word is noticed within the two together.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(15);

    private readonly WebApplication _application;

    private readonly StreamHub _hub;
    private readonly WorkerMeter _meter;
    private readonly PrometheusExporter _exporter;

    private ApiServer(WebApplication application, StreamHub hub, WorkerMeter meter, PrometheusExporter exporter, Uri address, bool requiresKey)
    {
        _application = application;
        _hub = hub;
        _meter = meter;
        _exporter = exporter;
        Address = address;
        RequiresKey = requiresKey;
    }

    public Uri Address { get; }

    /// <summary>Clients of the stream now.</summary>
    public int StreamClients => _hub.Clients;

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

        var audit = new AuditTrail(sources.AuditDirectory, TimeProvider.System, log);
        var application = Build(settings, new DashboardSources(sources.Model, sources.Commands, new KeyedAccess(keys), new DeedTrail(audit), new StoredHistories(sources.Records)));
        UsePipeline(application, settings, keys, audit, log);
        var hub = new StreamHub(sources.Model);
        var meter = new WorkerMeter(sources.Model);
        var exporter = new PrometheusExporter(meter.Meter, sources.Histograms);
        Map(application, settings, sources, audit, hub);
        WorkerRoutes.MapMetrics(application, exporter);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            hub.Dispose();
            exporter.Dispose();
            meter.Dispose();
            await application.DisposeAsync();
            throw new PortInUseException(settings.Port, "--set api.port=N");
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new ApiServer(application, hub, meter, exporter, new Uri(addresses.First()), keys.RequiresKey);
    }

    public async ValueTask DisposeAsync()
    {
        // Stopping ends the sockets, which the server would else wait for.
        await _application.StopAsync();
        await _application.DisposeAsync();
        _hub.Dispose();
        _exporter.Dispose();
        _meter.Dispose();
    }

    private static WebApplication Build(ApiSettings settings, DashboardSources dashboard)
    {
        var builder = BareWeb.Builder(kestrel =>
        {
            kestrel.Listen(settings.ListenAddress, settings.Port);
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
        builder.Services.AddDashboard(dashboard);
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
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = PingEvery, KeepAliveTimeout = PongWithin });
        application.UseRouting();
        application.UseCors();
        application.Use(gate.PassAsync);
        application.Use(changes.PassAsync);
    }

    /// <summary>Nothing of this server belongs into another page, and pages of it load nothing from elsewhere. The dashboard sets its own, which allow its forms.</summary>
    private static Task ProtectAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    }

    private static void Map(WebApplication application, ApiSettings settings, ApiSources sources, AuditTrail audit, StreamHub hub)
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
        AlertRoutes.Map(api, sources.Model, sources.Commands);
        HistoryRoutes.Map(api, sources.Model, sources.Records);
        RecordRoutes.Map(api, sources.Records);
        WalletRoutes.Map(api, sources.Model, sources.Commands);
        WorkerRoutes.Map(api, sources.Model, audit);
        new StreamRoute(hub, settings).Map(api, application.Lifetime.ApplicationStopping);

        // People come in by a session made of a key, and change things by forms of ours only: what the gates ask of programs, no page could send.
        application.MapDashboard().WithMetadata(new OpenToAll());
    }
}
