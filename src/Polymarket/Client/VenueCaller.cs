using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.RateLimits;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Client;

/// <summary>
/// Sends calls for tools: waits for room in the venue's limits, repeats reads that found no connection or a busy venue, and turns
/// what is left into typed errors. Safe to share between tasks.
/// </summary>
public sealed class VenueCaller
{
    /// <summary>Pages of one listing: at 100 rows a page more than the venue has open markets. More means that its cursor circles.</summary>
    private const int MaximumPages = 10_000;

    private readonly VenueTransport _send;
    private readonly Clock _clock;
    private readonly VenueCallerOptions _options;
    private readonly IpRateLimits _limits;
    private readonly Lock _gate = new();
    private long _lastId;

    public VenueCaller(VenueTransport send, Clock clock, VenueCallerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Attempts, 10);
        _send = send;
        _clock = clock;
        _options = options;
        _limits = new IpRateLimits(options.IpRateLimits);
    }

    /// <summary>Sends once, whatever comes back. For what changes something at the venue.</summary>
    /// <param name="build">Builds the call from its number and the moment it is signed for.</param>
    public async Task<HttpOutcome> OnceAsync(Func<long, Timestamp, HttpCall> build, CancellationToken cancellation) =>
        (await SendAsync(build, cancellation)).Outcome;

    /// <summary>Sends once; anything but success is an error.</summary>
    /// <exception cref="VenueCallException">The venue refused, or did not answer.</exception>
    public async Task<T> DoAsync<T>(Func<long, Timestamp, HttpCall> build, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellation)
        where T : class
    {
        var (call, outcome) = await SendAsync(build, cancellation);
        return Read(call, outcome, read);
    }

    /// <summary>Reads, with repeats.</summary>
    /// <exception cref="VenueCallException">No attempt brought a readable answer.</exception>
    public async Task<T> ReadAsync<T>(Func<long, Timestamp, HttpCall> build, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellation)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var (call, outcome) = await SendAsync(build, cancellation);
            var pause = PauseAfter(outcome, attempt);
            if (!IsWorthRepeating(outcome) || attempt >= _options.Attempts || pause > _options.LongestPause)
            {
                return Read(call, outcome, read);
            }

            await PauseAsync(pause, cancellation);
        }
    }

    /// <summary>Reads one record.</summary>
    /// <exception cref="VenueCallException">No attempt brought a readable answer.</exception>
    public Task<T> ReadAsync<T>(Func<long, Timestamp, HttpCall> build, CancellationToken cancellation)
        where T : class, ILooseReadable<T> => ReadAsync(build, Answer.Data<T>, cancellation);

    /// <summary>Reads all rows of an answer that is not paged.</summary>
    /// <exception cref="VenueCallException">No attempt brought a readable answer.</exception>
    public async Task<IReadOnlyList<T>> RowsAsync<T>(Func<long, Timestamp, HttpCall> build, CancellationToken cancellation)
        where T : class, ILooseReadable<T> => (await ReadAsync(build, Answer.Page<T>, cancellation)).Rows;

    /// <summary>Reads page after page until the venue says that there are no more.</summary>
    /// <param name="build">Builds the call for a page from its number, the moment, and the cursor.</param>
    /// <param name="first">The cursor of the first page.</param>
    /// <exception cref="VenueCallException">A page could not be read.</exception>
    public async IAsyncEnumerable<T> PagesAsync<T>(
        Func<long, Timestamp, string, HttpCall> build, string first, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class, ILooseReadable<T>
    {
        var cursor = first;
        for (var count = 0; count < MaximumPages; count++)
        {
            var page = await ReadAsync((id, now) => build(id, now, cursor), Answer.Page<T>, cancellation);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            // A cursor that stands still would read the same page for ever.
            if (page.Next.Length == 0 || page.Next == cursor)
            {
                yield break;
            }

            cursor = page.Next;
        }
    }

    private static bool IsWorthRepeating(in HttpOutcome outcome) => outcome.Kind != HttpOutcomeKind.Answered || outcome.Status is 425 or 429 or >= 500;

    private static T Read<T>(HttpCall call, HttpOutcome outcome, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        if (!outcome.IsSuccess)
        {
            throw VenueCallException.Refused(call, outcome);
        }

        return read(outcome.Body) ?? throw VenueCallException.Unreadable(call, outcome, typeof(T).Name);
    }

    private async Task<(HttpCall Call, HttpOutcome Outcome)> SendAsync(Func<long, Timestamp, HttpCall> build, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastId);
        var call = build(id, _clock.Now);
        var waited = false;
        while (HeldBackUntil(call) is { } at)
        {
            waited = true;
            await PauseAsync(at - _clock.Now, cancellation);
        }

        // A proof is signed for a moment: after a wait it is made anew.
        call = waited ? build(id, _clock.Now) : call;
        return (call, await _send(call, cancellation));
    }

    private Timestamp? HeldBackUntil(HttpCall call)
    {
        lock (_gate)
        {
            var now = _clock.Now;
            return _limits.TryTake(now, call) ? null : Timestamp.Later(_limits.RoomAt(now, call), now + Duration.FromMilliseconds(1));
        }
    }

    private Duration PauseAfter(in HttpOutcome outcome, int attempt)
    {
        var pause = _options.FirstPause * (1L << (attempt - 1));
        var asked = Duration.FromSeconds(outcome.RetryAfterSeconds);
        return asked > pause ? asked : pause;
    }

    private Task PauseAsync(Duration pause, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMicroseconds(Math.Max(0, pause.Micros)), _clock.Provider, cancellation);
}
