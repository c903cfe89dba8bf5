using System.Threading.Channels;
using Azure.Core.Pipeline;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Events;

/// <summary>
/// Takes events from the stepping thread without ever holding it up, writes them to disk, and sends them to Event Hubs behind it: in
/// order within a market, at least once. While the hub is away they wait on disk, also over restarts.
/// </summary>
public sealed class EventPublisher : IAsyncDisposable
{
    /// <summary>How often it is looked whether something waits, while nothing does.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);

    private readonly EventHubOptions _options;
    private readonly EventHubClient _client;
    private readonly EventSpool _spool;
    private readonly TimeProvider _time;
    private readonly Channel<EngineEvent> _queue;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _keeping;
    private readonly Task _sending;
    private long _lost;
    private long _sent;
    private long _refused;
    private volatile string? _problem;

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">The directory is in use or cannot be written.</exception>
    public EventPublisher(EventHubOptions options, TimeProvider time)
        : this(options, time, new HttpClientTransport())
    {
    }

    internal EventPublisher(EventHubOptions options, TimeProvider time, HttpPipelineTransport transport)
    {
        options.Validate();
        _options = options;
        _time = time;
        _client = new EventHubClient(options.Hub, options.Credential, transport);
        _spool = EventSpool.Open(options.Directory, options.WaitingBytesMaximum);
        _queue = Channel.CreateBounded<EngineEvent>(new BoundedChannelOptions(options.QueueMaximum) { SingleReader = true });
        _keeping = Task.Run(KeepAsync);
        _sending = Task.Run(SendUntilEndedAsync);
    }

    /// <summary>Events that could not be kept: the queue or the disk was full, or broken. Their numbers are missing at the reader.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Events that the hub has.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Events that the hub would never take.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Bytes that wait on disk.</summary>
    public long WaitingBytes => _spool.WaitingBytes;

    /// <summary>Why nothing is sent now, or null.</summary>
    public string? Problem => _problem;

    /// <summary>Takes an event; never waits.</summary>
    public void Publish(EngineEvent one)
    {
        if (!_queue.Writer.TryWrite(one))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>Writes what was taken to disk and lets go; what was not sent is sent after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _keeping;
        await _ending.CancelAsync();
        await _sending;
        _spool.Dispose();
        _ending.Dispose();
    }

    private async Task KeepAsync()
    {
        await foreach (var one in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (_spool.TryAppend(one))
                {
                    continue;
                }
            }
            catch (StoreUnavailableException problem)
            {
                _problem = problem.Message;
            }

            Interlocked.Increment(ref _lost);
        }
    }

    private async Task SendUntilEndedAsync()
    {
        try
        {
            while (true)
            {
                if (!await SendWaitingAsync(_ending.Token))
                {
                    await Task.Delay(Idle, _time, _ending.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // What waits is sent after the next start.
        }
    }

    /// <summary>Sends the oldest events, market by market. False where nothing waits, or the disk cannot be read.</summary>
    private async Task<bool> SendWaitingAsync(CancellationToken cancellation)
    {
        try
        {
            var events = _spool.Peek(_options.BatchEventsMaximum, EventHubClient.RequestBytesMaximum / 2);
            if (events.Count > 0)
            {
                foreach (var market in events.GroupBy(static one => one.Market, StringComparer.Ordinal))
                {
                    await SendMarketAsync(market.Key, [.. market], cancellation);
                }
            }

            _spool.Sent();
            _problem = null;
            return events.Count > 0;
        }
        catch (StoreUnavailableException problem)
        {
            _problem = problem.Message;
            return false;
        }
    }

    /// <summary>Stays with one market's events until the hub has them or will never take them: later ones of it must not overtake them.</summary>
    private async Task SendMarketAsync(string market, IReadOnlyList<EngineEvent> events, CancellationToken cancellation)
    {
        for (var pause = _options.FirstPause; ; pause = pause * 2 < _options.LongestPause ? pause * 2 : _options.LongestPause)
        {
            var result = await _client.SendAsync(market, events, cancellation);
            if (result.Outcome == SendOutcome.Accepted)
            {
                Interlocked.Add(ref _sent, events.Count);
                return;
            }

            _problem = result.Problem;
            if (result.Outcome == SendOutcome.Refused)
            {
                await PartAsync(market, events, cancellation);
                return;
            }

            await Task.Delay(result.Pause is { } asked && asked > pause ? asked : pause, _time, cancellation);
        }
    }

    /// <summary>Finds the ones that are refused by halving, so that the others get through.</summary>
    private async Task PartAsync(string market, IReadOnlyList<EngineEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 1)
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        await SendMarketAsync(market, [.. events.Take(events.Count / 2)], cancellation);
        await SendMarketAsync(market, [.. events.Skip(events.Count / 2)], cancellation);
    }
}
