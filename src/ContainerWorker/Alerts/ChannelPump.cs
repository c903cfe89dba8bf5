using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Alerts.Channels;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Alerts;

/// <summary>Sends the alerts of one channel, one after the other, each until it is taken, refused, or has been tried often enough.</summary>
internal sealed class ChannelPump : IAsyncDisposable
{
    /// <summary>Minutes of alerts at the highest rate; a service that is down longer than that is known to be down.</summary>
    public const int Capacity = 64;

    /// <summary>With the pauses between them some half a minute.</summary>
    private const int MaximumTries = 5;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Longer is not waited, whatever the service asks for.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly IAlertChannel _channel;
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<Alert> _queue = Channel.CreateBounded<Alert>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sending;
    private readonly TimeSpan _firstPause;
    private int _waiting;
    private AlertChannelSnapshot _health;

    /// <param name="firstPause">Before the second try; each later one is twice as long.</param>
    public ChannelPump(IAlertChannel channel, HttpClient client, TimeSpan firstPause, TimeProvider time, ILogger log)
    {
        _channel = channel;
        _client = client;
        _firstPause = firstPause;
        _time = time;
        _log = log;
        _health = new AlertChannelSnapshot(channel.Name, 0, 0, 0, 0, null, null);
        _sending = Task.Run(SendUntilStoppedAsync);
    }

    public AlertChannelSnapshot Health => Volatile.Read(ref _health) with { Waiting = Volatile.Read(ref _waiting) };

    /// <summary>Takes an alert at once, or drops and counts it.</summary>
    public void Post(Alert alert)
    {
        Interlocked.Increment(ref _waiting);
        if (!_queue.Writer.TryWrite(alert))
        {
            Interlocked.Decrement(ref _waiting);
            Change(static health => health with { Dropped = health.Dropped + 1 });
        }
    }

    /// <summary>Sends what waits for as long as it is given, then stops.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        _queue.Writer.TryComplete();
        try
        {
            await _sending.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            _log.LogWarning("alerts to {Channel} were not sent: {Waiting} wait", _channel.Name, _queue.Reader.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await _sending;
        _stop.Dispose();
    }

    private async Task SendUntilStoppedAsync()
    {
        try
        {
            await foreach (var alert in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                Interlocked.Decrement(ref _waiting);
                await SendAsync(alert);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task SendAsync(Alert alert)
    {
        var pause = _firstPause;
        for (var tries = 1; ; tries++)
        {
            var (problem, isFinal, wait) = await TryAsync(alert);
            if (problem is null)
            {
                Change(health => health with { Sent = health.Sent + 1, LastSentAt = _time.GetUtcNow(), Problem = null });
                return;
            }

            if (isFinal || tries == MaximumTries)
            {
                Change(health => health with { Failed = health.Failed + 1, Problem = problem, LastFailure = problem, LastFailedAt = _time.GetUtcNow() });
                _log.LogError("alert {Reason} was not delivered to {Channel} after {Tries} tries: {Problem}", alert.Reason, _channel.Name, tries, problem);
                return;
            }

            Change(health => health with { Problem = problem, LastFailure = problem, LastFailedAt = _time.GetUtcNow() });
            await Task.Delay(wait is { } asked ? (asked < LongestPause ? asked : LongestPause) : pause, _time, _stop.Token);
            pause *= 2;
        }
    }

    /// <returns>What went wrong, in words without the address; whether trying again is of no use; how long the service asks to wait.</returns>
    private async Task<(string? Problem, bool IsFinal, TimeSpan? Wait)> TryAsync(Alert alert)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(AnswerWithin);
        try
        {
            using var request = _channel.Request(alert);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var status = answer.StatusCode;
            return answer.IsSuccessStatusCode ? (null, false, null)
                : ($"it answered {(int)status}", (int)status < 500 && status is not HttpStatusCode.TooManyRequests and not HttpStatusCode.RequestTimeout, WaitOf(answer));
        }
        catch (HttpRequestException problem)
        {
            return ($"it cannot be reached ({problem.HttpRequestError})", false, null);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return ($"it did not answer within {AnswerWithin.TotalSeconds:0} s", false, null);
        }
    }

    private TimeSpan? WaitOf(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };

    private void Change(Func<AlertChannelSnapshot, AlertChannelSnapshot> change)
    {
        AlertChannelSnapshot before;
        do
        {
            before = Volatile.Read(ref _health);
        }
        while (Interlocked.CompareExchange(ref _health, change(before), before) != before);
    }
}
