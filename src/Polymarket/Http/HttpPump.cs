using System.Net;
using System.Net.Http.Headers;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Http;

/// <summary>
/// Sends <see cref="HttpCall"/>s over pooled, warm connections. Tells apart what was never sent from what may have arrived: only
/// a failure to connect is <see cref="HttpOutcomeKind.NotSent"/>.
/// </summary>
public sealed class HttpPump : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient _client;
    private readonly IReadOnlyDictionary<VenueService, Uri> _addresses;
    private readonly TimeProvider _time;

    public HttpPump(IReadOnlyDictionary<VenueService, Uri> addresses, TimeProvider time)
    {
        _addresses = addresses;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(3),
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The outcome, always: nothing but cancellation of the whole pump is thrown.</summary>
    public async Task<HttpOutcome> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        if (!_addresses.TryGetValue(call.Service, out var address))
        {
            // A service that this installation does not have: nothing leaves.
            return new HttpOutcome { Kind = HttpOutcomeKind.NotSent };
        }

        using var request = new HttpRequestMessage(new HttpMethod(call.Method), new Uri(address, call.PathAndQuery));
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (!call.Body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(call.Body);
            request.Content.Headers.ContentType = Json;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMicroseconds(call.Timeout.Micros), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return new HttpOutcome
            {
                Kind = HttpOutcomeKind.Answered,
                Status = (int)response.StatusCode,
                Body = await response.Content.ReadAsByteArrayAsync(either.Token),
                RetryAfterSeconds = RetryAfter(response.Headers.RetryAfter),
                RateLimit = RateLimit(response.Headers),
            };
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new HttpOutcome { Kind = HttpOutcomeKind.NotSent };
        }
        catch (HttpRequestException)
        {
            return new HttpOutcome { Kind = HttpOutcomeKind.TimedOut };
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new HttpOutcome { Kind = HttpOutcomeKind.TimedOut };
        }
    }

    /// <summary>The header holds a span or a date; rounded up, so that nothing is sent too early.</summary>
    private int RetryAfter(RetryConditionHeaderValue? header)
    {
        var span = header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : TimeSpan.Zero);
        return (int)Math.Clamp(Math.Ceiling(span.TotalSeconds), 0, int.MaxValue);
    }

    private RateLimitHeaders RateLimit(HttpResponseHeaders headers) => RateLimitHeaders.Read(
        First(headers, RateLimitHeaders.RemainingName),
        First(headers, RateLimitHeaders.ResetName),
        First(headers, RateLimitHeaders.TierName),
        First(headers, RateLimitHeaders.WarningName),
        _time.GetUtcNow().ToUnixTimeSeconds());

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
