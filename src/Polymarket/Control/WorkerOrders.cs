using System.Collections.Concurrent;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Control;

/// <summary>
/// Cancels and counts a worker's orders from outside of the worker, with the credential of its epoch. It places nothing, makes no
/// credential and deletes none, so that it cannot disturb a takeover. Each call is tried once: whoever calls decides about another.
/// </summary>
public sealed class WorkerOrders(Func<HttpCall, CancellationToken, Task<HttpOutcome>> send, TradingWallet wallet, TimeProvider time)
{
    /// <summary>A worker has one order for each quote; so many pages are another program's orders.</summary>
    private const int PagesMaximum = 20;

    private readonly Clock _clock = new(time);
    private readonly ConcurrentDictionary<long, ApiCredential> _known = new();
    private long _lastId;

    /// <summary>Cancels what is open under the epoch's credential.</summary>
    /// <param name="conditionId">One market's orders; null for all.</param>
    public async Task<OutsideOutcome> CancelAsync(long epoch, string? conditionId, CancellationToken cancellation)
    {
        var (outcome, requests) = await RequestsAsync(epoch, cancellation);
        if (requests is null)
        {
            return outcome;
        }

        var call = conditionId is null ? requests.CancelAll(NextId(), _clock.Now) : requests.CancelMarket(NextId(), _clock.Now, conditionId);
        return Judge(epoch, await send(call, cancellation));
    }

    /// <summary>Asks what is open under the epoch's credential.</summary>
    /// <param name="conditionId">One market's orders; null for all.</param>
    public async Task<OpenOrdersAnswer> OpenAsync(long epoch, string? conditionId, CancellationToken cancellation)
    {
        var (outcome, requests) = await RequestsAsync(epoch, cancellation);
        if (requests is null)
        {
            return new OpenOrdersAnswer(outcome, []);
        }

        var orders = new List<OpenOrder>();
        var cursor = TradingRequests.FirstPage;
        for (var page = 0; page < PagesMaximum && cursor != TradingRequests.LastPage; page++)
        {
            var answer = await send(requests.Orders(NextId(), _clock.Now, cursor, conditionId ?? ""), cancellation);
            if (Judge(epoch, answer) is var judged and not OutsideOutcome.Done)
            {
                return new OpenOrdersAnswer(judged, []);
            }

            if (!DataPage.TryReadOrders(answer.Body.Span, orders, out cursor, out var skipped) || skipped > 0)
            {
                // An order that cannot be read may be open: nothing is proved.
                return new OpenOrdersAnswer(OutsideOutcome.Unknown, []);
            }
        }

        return cursor == TradingRequests.LastPage ? new OpenOrdersAnswer(OutsideOutcome.Done, orders) : new OpenOrdersAnswer(OutsideOutcome.Unknown, []);
    }

    private async Task<(OutsideOutcome Outcome, TradingRequests? Requests)> RequestsAsync(long epoch, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(epoch, out var credential))
        {
            var answer = await send(CredentialRequests.Derive(NextId(), _clock.Now, wallet, epoch), cancellation);
            if (!answer.IsSuccess || !CredentialAnswer.TryRead(answer.Body.Span, out credential))
            {
                return (answer is { Kind: HttpOutcomeKind.Answered, Status: 400 or 404 } ? OutsideOutcome.NoCredential
                    : answer is { Kind: HttpOutcomeKind.Answered, Status: 401 or 403 } ? OutsideOutcome.Refused
                    : OutsideOutcome.Unknown, null);
            }

            _known[epoch] = credential!;
        }

        return (OutsideOutcome.Done, new TradingRequests(credential!, wallet.CredentialAddress, wallet.Type));
    }

    private OutsideOutcome Judge(long epoch, in HttpOutcome answer)
    {
        if (answer is { Kind: HttpOutcomeKind.Answered, Status: 401 })
        {
            // Deleted since, by a takeover; or clocks differ. The next call derives it anew and learns which.
            _ = _known.TryRemove(epoch, out _);
            return OutsideOutcome.Unknown;
        }

        return answer.IsSuccess ? OutsideOutcome.Done
            : answer.Kind == HttpOutcomeKind.Answered && answer.Status is >= 400 and < 425 ? OutsideOutcome.Refused
            : OutsideOutcome.Unknown;
    }

    private long NextId() => Interlocked.Increment(ref _lastId);
}
