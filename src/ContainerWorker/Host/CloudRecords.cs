using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Events;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Events;
using PolyCloud.Storage.Journal.Shipping;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>What leaves this machine beside the state: events to Event Hubs, sealed journal segments to Blob Storage. Off where not asked for.</summary>
internal sealed class CloudRecords : IAsyncDisposable
{
    /// <summary>At the end, for what is sealed by then; more than that the grace period of a stop does not hold.</summary>
    private static readonly TimeSpan LastShipping = TimeSpan.FromSeconds(8);

    private readonly EventPublisher? _publisher;
    private readonly JournalShipper? _shipper;
    private readonly ILogger _log;
    private EngineEventFeed? _feed;
    private bool _dailyLossTold;
    private string? _problem;

    private CloudRecords(EventPublisher? publisher, JournalShipper? shipper, ILogger log)
    {
        _publisher = publisher;
        _shipper = shipper;
        _log = log;
    }

    /// <exception cref="Storage.Tables.StoreUnavailableException">The directory of waiting events is in use or cannot be written.</exception>
    /// <exception cref="ArgumentException">An address is none of a hub or container.</exception>
    public static CloudRecords Open(WorkerOptions options, string journalRun, ILogger log)
    {
        // Rotation, pauses and shipping go by real time, whatever pace the run's own clock has.
        TokenCredential? credential = options.EventHub is null && options.JournalBlobs is null ? null : new DefaultAzureCredential();
        var publisher = options.EventHub is { } hub
            ? new EventPublisher(new EventHubOptions { Hub = hub, Credential = credential!, Directory = Path.Combine(options.DataDirectory, "events") }, TimeProvider.System)
            : null;
        var shipper = options.JournalBlobs is { } container && options.JournalDirectory is { } journal
            ? new JournalShipper(new ShippingOptions { Container = container, Credential = credential!, Directory = journal }, journalRun, TimeProvider.System)
            : null;
        return new CloudRecords(publisher, shipper, log);
    }

    /// <summary>Puts the events between the node and its observer where events are published.</summary>
    public INodeObserver Observe(INodeObserver observer, string shard, long epoch)
    {
        if (_publisher is null)
        {
            return observer;
        }

        _feed = new EngineEventFeed(observer, shard, epoch, _publisher.Publish);
        return _feed;
    }

    /// <summary>Tells once of a day's loss that was hit, and of what keeps records from leaving. Called under the node's lock.</summary>
    public void Look(RiskState risk, Timestamp now)
    {
        if (risk.DailyLossHit && !_dailyLossTold)
        {
            _log.LogWarning("alert {Reason} market {Market}: nothing is opened until it is armed again", Reason.DailyLossLimit.Label(), "all");
            _feed?.DailyLossHit(now);
        }

        _dailyLossTold = risk.DailyLossHit;
        var problem = _publisher?.Problem ?? _shipper?.Problem;
        if (problem != _problem && problem is not null)
        {
            _log.LogWarning("records wait here instead of leaving: {Problem}", problem);
        }

        _problem = problem;
    }

    /// <summary>After the journal was closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_publisher is not null)
        {
            await _publisher.DisposeAsync();
            if (_publisher.Lost > 0 || _publisher.Refused > 0)
            {
                _log.LogError("events were lost: {Lost} for want of room, {Refused} refused by the hub", _publisher.Lost, _publisher.Refused);
            }
        }

        if (_shipper is not null)
        {
            await ShipRestAsync(_shipper);
            await _shipper.DisposeAsync();
        }
    }

    private async Task ShipRestAsync(JournalShipper shipper)
    {
        using var patience = new CancellationTokenSource(LastShipping);
        try
        {
            await shipper.ShipAllAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Told below: what is left is shipped by the next worker in this directory.
        }

        if (shipper.Problem is { } problem)
        {
            _log.LogError("segments of the journal stay here: {Problem}", problem);
        }
    }
}
