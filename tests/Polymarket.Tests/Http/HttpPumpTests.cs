using System.Net;
using System.Net.Sockets;
using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Http;

public sealed class HttpPumpTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HttpPumpTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    private HttpPump Pump() => new(new Dictionary<VenueService, Uri> { [VenueService.Gamma] = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}") }, TimeProvider.System);

    private static HttpCall Call(string method = "GET", string body = "", long timeoutMilliseconds = 20_000) => new()
    {
        Id = 1,
        Service = VenueService.Gamma,
        Method = method,
        PathAndQuery = "/markets?slug=a-1",
        Headers = [new("X-Test", "yes")],
        Body = Encoding.UTF8.GetBytes(body),
        Timeout = Duration.FromMilliseconds(timeoutMilliseconds),
    };

    /// <summary>Takes one request, answers it with the text, or not at all; returns what it was sent.</summary>
    private async Task<string> ServeOnceAsync(string? answer)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var request = "";
        while (!request.Contains("\r\n\r\n", StringComparison.Ordinal) || (request.StartsWith("POST", StringComparison.Ordinal) && !request.EndsWith('}')))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                return request;
            }

            request += Encoding.UTF8.GetString(buffer, 0, read);
        }

        if (answer is null)
        {
            // Silent until the client gives up and closes.
            _ = await stream.ReadAsync(buffer);
        }
        else
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }

        return request;
    }

    [Fact]
    public async Task An_answer_comes_with_what_its_headers_say_of_the_budget()
    {
        using var pump = Pump();
        var server = ServeOnceAsync(
            "HTTP/1.1 200 OK\r\nPoly-RateLimit-Remaining: -7\r\nPoly-RateLimit-Reset: 3\r\nPoly-RateLimit-Tier: Gold\r\nPoly-RateLimit-Warning: true\r\nContent-Length: 0\r\n\r\n");
        var outcome = await pump.SendAsync(Call(), CancellationToken.None);
        await server.WaitAsync(Patience);
        Assert.Equal(new RateLimitHeaders(-7, 3, "Gold", true), outcome.RateLimit);
    }

    [Fact]
    public async Task A_service_without_an_address_is_never_sent_to()
    {
        using var pump = Pump();
        Assert.Equal(HttpOutcomeKind.NotSent, (await pump.SendAsync(Call() with { Service = VenueService.Data }, CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task An_answer_comes_with_its_status_body_and_retry_after()
    {
        using var pump = Pump();
        var server = ServeOnceAsync("HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Length: 5\r\n\r\nslow!");
        var outcome = await pump.SendAsync(Call("POST", "{\"a\":1}"), CancellationToken.None);
        var request = await server.WaitAsync(Patience);
        Assert.Equal((HttpOutcomeKind.Answered, 429, 7, "slow!"), (outcome.Kind, outcome.Status, outcome.RetryAfterSeconds, Encoding.UTF8.GetString(outcome.Body.Span)));
        Assert.StartsWith("POST /markets?slug=a-1 HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains("X-Test: yes", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", request, StringComparison.Ordinal);
        Assert.EndsWith("{\"a\":1}", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_was_never_sent()
    {
        using var pump = Pump();
        _listener.Stop();
        var outcome = await pump.SendAsync(Call("POST", "{}"), CancellationToken.None);
        Assert.Equal(HttpOutcomeKind.NotSent, outcome.Kind);
    }

    [Fact]
    public async Task Silence_after_sending_is_an_unknown_outcome()
    {
        using var pump = Pump();
        var server = ServeOnceAsync(null);
        var outcome = await pump.SendAsync(Call("POST", "{}", timeoutMilliseconds: 2_000), CancellationToken.None);
        Assert.Equal(HttpOutcomeKind.TimedOut, outcome.Kind);
        Assert.EndsWith("{}", await server.WaitAsync(Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_sending_is_an_unknown_outcome()
    {
        using var pump = Pump();
        var server = ServeOnceAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf");
        var outcome = await pump.SendAsync(Call("POST", "{}"), CancellationToken.None);
        Assert.Equal(HttpOutcomeKind.TimedOut, outcome.Kind);
        await server.WaitAsync(Patience);
    }

    [Fact]
    public async Task Only_cancelling_the_pump_is_thrown()
    {
        using var pump = Pump();
        using var cancellation = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump.SendAsync(Call(), cancellation.Token));
    }
}
