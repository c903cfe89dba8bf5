using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Alerts.Channels;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Alerts;

/// <summary>
/// Tells people of one worker: looks at its snapshots on a thread of the pool, holds back what was told, and hands the rest to the
/// channels. The stepping thread knows nothing of it.
/// </summary>
public sealed class AlertDesk : IAsyncDisposable
{
    public const string TestReason = "test";

    /// <summary>At the end, for the last words of a worker that stops.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client;
    private readonly AlertPolicy _policy;
    private readonly AlertWatch _watch = new();
    private readonly IReadOnlyList<ChannelPump> _pumps;
    private readonly Lock _gate = new();
    private readonly IDisposable _listening;

    /// <param name="firstPause">Before the second try at a channel; null for two seconds.</param>
    public AlertDesk(AlertSettings settings, IReadOnlyList<IAlertChannel> channels, IReadModel model, TimeProvider time, ILogger log, TimeSpan? firstPause = null)
    {
        // A redirect would carry the alert, and with it the token in a path, to somebody else.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
        _policy = new AlertPolicy(settings, time);
        _pumps = [.. channels.Select(channel => new ChannelPump(channel, _client, firstPause ?? FirstPause, time, log))];
        _listening = model.Subscribe(Look);
    }

    /// <summary>Names of the channels that are told.</summary>
    public IReadOnlyList<string> Channels => [.. _pumps.Select(static pump => pump.Health.Channel)];

    /// <summary>Read without a lock: the stepping thread puts it into each snapshot.</summary>
    public AlertsSnapshot Health => new(_policy.HeldBack, [.. _pumps.Select(static pump => pump.Health)]);

    /// <summary>Sends a test to every channel, past the policy; what came of it shows in <see cref="Health"/>.</summary>
    public void Test(string who, Timestamp now) => Post(
        new Alert(now, NoticeSeverity.Information, TestReason, "", $"A test, asked for by {who}: alerts reach this channel.", "Nothing is to be done."));

    public async ValueTask DisposeAsync()
    {
        _listening.Dispose();
        await Task.WhenAll(_pumps.Select(static pump => pump.EndAsync(LastWords)));
        foreach (var pump in _pumps)
        {
            await pump.DisposeAsync();
        }

        _client.Dispose();
    }

    private void Look(TradingSnapshot snapshot)
    {
        lock (_gate)
        {
            foreach (var alert in _watch.Look(snapshot))
            {
                if (_policy.Admit(alert) is { } admitted)
                {
                    Post(admitted);
                }
            }
        }
    }

    private void Post(Alert alert)
    {
        foreach (var pump in _pumps)
        {
            pump.Post(alert);
        }
    }
}
