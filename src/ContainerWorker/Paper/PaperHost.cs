using System.Diagnostics;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Sockets;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>
/// Drives a <see cref="PaperNode"/> with sockets, public HTTP and timers until it is told to stop or its windows are done. It keeps no
/// state: a paper run begins anew each time.
/// </summary>
public sealed class PaperHost : IDisposable
{
    private static readonly Duration StopPatience = Duration.FromSeconds(10);

    private readonly PaperVenueAddresses _venue;
    private readonly Clock _clock;
    private readonly HttpPump _http;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private SocketPump[] _pumps = [];
    private PaperNode? _node;
    private ITimer? _timer;

    public PaperHost(PaperVenueAddresses venue, TimeProvider time)
    {
        _venue = venue;
        _clock = new Clock(time);
        _http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = venue.Clob, [VenueService.Gamma] = venue.Gamma }, time);
    }

    /// <summary>Asks the venue for a credential, which its price socket wants. It is used for nothing else.</summary>
    /// <returns>Null where the venue refuses the wallet.</returns>
    public Task<ApiCredential?> CredentialAsync(PrivateKey key, CancellationToken stop) =>
        TakeoverRun.CarryOutAsync(new EpochTakeover(new TradingWallet(key), epoch: 1, []), _http, _clock, stop);

    /// <summary>Trades on paper until stopped; returns what was done.</summary>
    /// <param name="journal">Takes every input and decision; null where none is kept.</param>
    public async Task<(RunSummary Summary, Money Cash)> RunAsync(
        NodeOptions options, PaperDeskOptions paper, PrivateKey key, ApiCredential credential, INodeObserver observer, StepJournal? journal, CancellationToken stop)
    {
        var node = _node = new PaperNode(
            options, paper, new OrderSigner(key), credential, observer, new DeterministicRandom((ulong)_clock.Now.Micros), static () => Stopwatch.GetElapsedTime(0).Ticks * 100, journal);
        await using var timer = _timer = _clock.Provider.CreateTimer(_ => Step(static (paperNode, now) => paperNode.Tick(now)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pumps = [.. node.Sockets.Select(socket => new SocketPump(socket.Session, _venue.Of(socket.Session.Name), _gate, now => AfterSocketStep(socket, now), _clock))];
        Step((paperNode, now) =>
        {
            // A paper run keeps no records that could fail.
            paperNode.Node.StorageHealth(now, healthy: true);
            paperNode.Start(now);
        });
        var running = Task.WhenAll(_pumps.Select(pump => CarryAsync(pump)));
        using (stop.Register(() => Step(static (paperNode, now) => paperNode.Stop(now, "stopped", StopPatience))))
        {
            try
            {
                await _stopped.Task;
            }
            finally
            {
                await _ending.CancelAsync();
                await running;
            }
        }

        lock (_gate)
        {
            return (RunSummaryBuilder.Of(node.Node, "paper", "", []), node.Wallet.Cash);
        }
    }

    public void Dispose()
    {
        foreach (var pump in _pumps)
        {
            pump.Dispose();
        }

        _http.Dispose();
        _ending.Dispose();
    }

    private async Task CarryAsync(SocketPump pump)
    {
        try
        {
            await pump.RunAsync(_ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
        catch (Exception problem)
        {
            _stopped.TrySetException(problem);
        }
    }

    private void AfterSocketStep(NodeSocket socket, Timestamp now)
    {
        socket.AfterStep(now);
        AfterStep(now);
    }

    private void Step(Action<PaperNode, Timestamp> step)
    {
        lock (_gate)
        {
            if (_stopped.Task.IsCompleted)
            {
                return;
            }

            try
            {
                var now = _clock.Now;
                step(_node!, now);
                AfterStep(now);
            }
            catch (Exception problem)
            {
                // Nothing rests anywhere: a paper run that breaks just ends, and says why.
                _stopped.TrySetException(problem);
            }
        }
    }

    private void AfterStep(Timestamp now)
    {
        var node = _node!;
        foreach (var call in node.Outbox.Calls)
        {
            _ = AskAsync(call);
        }

        node.Outbox.Clear();
        foreach (var pump in _pumps)
        {
            pump.Arm();
        }

        if (node.HasStopped)
        {
            _stopped.TrySetResult();
            return;
        }

        _timer!.Change(_clock.Until(node.NextDeadline), Timeout.InfiniteTimeSpan);
    }

    private async Task AskAsync(HttpCall call)
    {
        try
        {
            // Off this thread, which holds the lock.
            await Task.Yield();
            var outcome = await _http.SendAsync(call, _ending.Token);
            Step((node, now) => node.HttpCompleted(now, call.Id, outcome));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }
}
