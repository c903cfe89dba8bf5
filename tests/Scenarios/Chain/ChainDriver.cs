using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Scenarios.Chain;

/// <summary>Drives chain sessions in real time over real HTTP, and keeps what they tell.</summary>
internal sealed class ChainDriver : IChainEvents, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Clock _clock = new(TimeProvider.System);
    private readonly HttpPump _pump;
    private readonly HttpOutbox _outbox = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Func<Timestamp, long, HttpOutcome, bool>> _takers = [];
    private readonly List<(long Operation, string What)> _told = [];
    private readonly Task _ticking;
    private IChainSession[] _sessions = [];
    private long _lastId;

    public ChainDriver(IReadOnlyDictionary<VenueService, Uri> addresses)
    {
        _pump = new HttpPump(addresses, TimeProvider.System);
        _ticking = TickAsync();
    }

    public Dictionary<long, List<ChainAttempt>> Attempts { get; } = [];

    public Dictionary<long, ChainSuccess> Successes { get; } = [];

    public Dictionary<long, (ChainFailure Failure, string Detail)> Failures { get; } = [];

    public void Add(IChainSession session)
    {
        lock (_gate)
        {
            _sessions = [.. _sessions, session];
            _takers.Add((now, id, outcome) => session.Completed(now, id, outcome, _outbox));
        }
    }

    /// <summary>Starts a call or calls and returns the operation's number.</summary>
    public long Start(IChainSession session, ChainOperation operation)
    {
        lock (_gate)
        {
            var id = ++_lastId;
            Assert.True(session.TryStart(_clock.Now, operation with { Id = id }, _outbox));
            Send();
            return id;
        }
    }

    public Task<ChainSuccess> ConfirmedAsync(long operation) => WaitAsync($"operation {operation} confirmed", () =>
        Failures.TryGetValue(operation, out var failed) ? throw new InvalidOperationException($"{failed.Failure}: {failed.Detail}")
        : Successes.GetValueOrDefault(operation));

    public Task<ChainSuccess> DoAsync(IChainSession session, ChainOperation operation) => ConfirmedAsync(Start(session, operation));

    public async Task<(ChainFailure Failure, string Detail)> FailedAsync(long operation)
    {
        await WaitAsync($"operation {operation} failed", () => Failures.ContainsKey(operation) || Successes.ContainsKey(operation) ? this : null);
        return Failures[operation];
    }

    public Task SubmittedAsync(long operation) => WaitAsync($"operation {operation} submitted", () => _told.Contains((operation, "submitted")) ? this : null);

    public Task AttemptsAsync(long operation, int count) => WaitAsync($"{count} attempts", () => Attempts.GetValueOrDefault(operation)?.Count >= count ? this : null);

    /// <summary>Runs a check that asks by itself, to its end.</summary>
    public async Task RunAsync(Action<Timestamp, HttpOutbox> start, Func<Timestamp, long, HttpOutcome, HttpOutbox, bool> completed, Func<bool> isDone)
    {
        lock (_gate)
        {
            _takers.Add((now, id, outcome) => completed(now, id, outcome, _outbox));
            start(_clock.Now, _outbox);
            Send();
        }

        await WaitAsync("the check's end", () => isDone() ? this : null);
    }

    public void Signed(Timestamp now, long operation, ChainAttempt attempt)
    {
        if (!Attempts.TryGetValue(operation, out var attempts))
        {
            Attempts[operation] = attempts = [];
        }

        attempts.Add(attempt);
    }

    public void Submitted(Timestamp now, long operation, string reference) => _told.Add((operation, "submitted"));

    public void Confirmed(Timestamp now, long operation, ChainSuccess success) => Successes.Add(operation, success);

    public void Failed(Timestamp now, long operation, ChainFailure failure, string detail) => Failures.Add(operation, (failure, detail));

    public void Unknown(Timestamp now, long operation, string reference) => _told.Add((operation, "unknown"));

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _ticking;
        _pump.Dispose();
        _ending.Dispose();
    }

    private async Task<T> WaitAsync<T>(string what, Func<T?> look)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!patience.IsCancellationRequested)
        {
            lock (_gate)
            {
                if (look() is { } found)
                {
                    return found;
                }
            }

            await Task.Delay(20, CancellationToken.None);
        }

        throw new TimeoutException($"Waited {Patience} for {what}.");
    }

    private async Task TickAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            lock (_gate)
            {
                foreach (var session in _sessions)
                {
                    if (session.NextDeadline <= _clock.Now)
                    {
                        session.Tick(_clock.Now, _outbox);
                    }
                }

                Send();
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    private void Send()
    {
        var calls = _outbox.Calls.ToArray();
        _outbox.Clear();
        foreach (var call in calls)
        {
            _ = SendAsync(call);
        }
    }

    private async Task SendAsync(HttpCall call)
    {
        // Never from inside the lock: an outcome that is there at once would step the sessions again.
        await Task.Yield();
        try
        {
            var outcome = await _pump.SendAsync(call, _ending.Token);
            lock (_gate)
            {
                _ = _takers.Any(taker => taker(_clock.Now, call.Id, outcome));
                Send();
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
