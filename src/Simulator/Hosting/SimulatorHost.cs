using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Hosting;

/// <summary>
/// The simulated venue on one loopback port: CLOB, Gamma, Data API, geoblock and <c>/sim/faults</c> by their own paths (see
/// <see cref="ServiceOfPath"/> for the one path two services share), sockets at <c>/ws/market</c>, <c>/ws/user</c>,
/// <c>/polybolt/ws</c> and <c>/rtds</c>, those of the exchanges beside it at <c>/binance/stream</c> and <c>/coinbase</c>.
/// A pump: it carries bytes and time, and decides nothing.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    // A cancel of a thousand orders is 70 KB; nothing of the protocol is longer.
    private const int BodyBytesMaximum = 256 * 1024;

    private readonly WebApplication _application;
    private readonly VenueDriver _driver;

    private SimulatorHost(WebApplication application, VenueDriver driver, Uri address)
    {
        _application = application;
        _driver = driver;
        Clob = address;
    }

    /// <summary>Base address of the CLOB's REST endpoints.</summary>
    public Uri Clob { get; }

    /// <summary>Base address of Gamma.</summary>
    public Uri Gamma => Clob;

    public Uri MarketSocket => Socket("/ws/market");

    public Uri UserSocket => Socket("/ws/user");

    public Uri PriceSocket => Socket("/polybolt/ws");

    /// <summary>The legacy price socket.</summary>
    public Uri LegacyPriceSocket => Socket("/rtds");

    public Uri BinanceSocket => Socket("/binance/stream");

    public Uri CoinbaseSocket => Socket("/coinbase");

    /// <summary>Ends with the venue's own fault, where it has one; never otherwise.</summary>
    public Task Faulted => _driver.Faulted;

    /// <summary>The longest anything was done after its moment, in the clock's own time.</summary>
    public Duration LargestLag => _driver.LargestLag;

    /// <summary>Sockets that were ended because they read too slowly.</summary>
    public long SlowConsumersClosed => _driver.SlowConsumers;

    /// <summary>Starts serving. The venue belongs to the host from now on: reach it through <see cref="Inspect"/>.</summary>
    /// <exception cref="PortInUseException">Another process has the port.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatedVenue venue, SimulatorHostOptions options, CancellationToken cancel = default)
    {
        var driver = new VenueDriver(venue, options.Time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = BodyBytesMaximum;
            server.Listen(IPAddress.Loopback, options.Port);
        });
        var application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(25) });
        application.Run(context => ServeAsync(context, driver, options, application.Lifetime.ApplicationStopping));
        try
        {
            await application.StartAsync(cancel);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            driver.Dispose();
            await application.DisposeAsync();
            throw new PortInUseException(options.Port, fault);
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new SimulatorHost(application, driver, new Uri(addresses!.Addresses.First()));
    }

    /// <summary>Reads or changes the venue at the clock's moment, with no other call under way; default once it has stopped.</summary>
    public T? Inspect<T>(Func<SimulatedVenue, T> read) => _driver.Do((venue, _) => read(venue));

    public async ValueTask DisposeAsync()
    {
        _driver.Dispose();
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(impatient.Token);
        await _application.DisposeAsync();
    }

    private static async Task ServeAsync(HttpContext context, VenueDriver driver, SimulatorHostOptions options, CancellationToken stop)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await AnswerAsync(context, driver, stop);
        }
        else if (Channel(context.Request.Path) is { } channel)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await SocketPump.RunAsync(socket, driver, channel, options.SocketBacklogMaximum, stop);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task AnswerAsync(HttpContext context, VenueDriver driver, CancellationToken stop)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted);
        try
        {
            var request = await ReadAsync(context.Request, gone.Token);
            var answered = new TaskCompletionSource<VenueResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!driver.Handle(request, answered.SetResult))
            {
                context.Abort();
                return;
            }

            var response = await answered.Task.WaitAsync(gone.Token);
            context.Response.StatusCode = response.Status;
            context.Response.ContentType = "application/json";
            if (response.RetryAfterSeconds > 0)
            {
                context.Response.Headers.RetryAfter = response.RetryAfterSeconds.ToString();
            }

            foreach (var (name, value) in response.Headers ?? [])
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.Body.WriteAsync(response.Body, gone.Token);
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
        }
        catch (OperationCanceledException)
        {
            // The client gave up, or the host stops while an answer is held back: the connection just ends.
            context.Abort();
        }
    }

    private static async Task<VenueRequest> ReadAsync(HttpRequest request, CancellationToken gone)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, gone);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new VenueRequest
        {
            Service = ServiceOfPath.Of(request.Path.Value ?? "/", request.QueryString.Value?.TrimStart('?') ?? ""),
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = request.QueryString.Value?.TrimStart('?') ?? "",
            Header = headers.GetValueOrDefault,
            Body = body.ToArray(),
            IsLoopback = request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from),
        };
    }

    private static VenueChannel? Channel(PathString path) => path.Value switch
    {
        "/ws/market" => VenueChannel.Market,
        "/ws/user" => VenueChannel.User,
        "/polybolt/ws" => VenueChannel.Price,
        "/rtds" => VenueChannel.LegacyPrice,
        "/binance/stream" or "/binance/ws" => VenueChannel.Binance,
        "/coinbase" => VenueChannel.Coinbase,
        _ => null,
    };

    private Uri Socket(string path) => new UriBuilder(Clob) { Scheme = "ws", Path = path }.Uri;
}
