using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Orders;

/// <summary>
/// The venue checks sells against a cache of the wallet's tokens that does not see a buy by itself. Knows which tokens were bought
/// since the cache was last refreshed, and refreshes them.
/// </summary>
internal sealed class BalanceRefresh(TradingRequests requests)
{
    /// <summary>
    /// Tokens bought and not sold since: two a window, most never sold. Beyond this all are forgotten; a sell of them is then
    /// refused once and refreshed by its retry.
    /// </summary>
    private const int MaximumTokens = 1024;

    private readonly HashSet<UInt256> _bought = [];

    /// <summary>Refreshes in flight; at most one for each sell that waits.</summary>
    private readonly Dictionary<long, UInt256> _calls = [];

    public void Bought(in UInt256 token)
    {
        if (_bought.Count >= MaximumTokens)
        {
            _bought.Clear();
        }

        _bought.Add(token);
    }

    /// <summary>The venue's cache may not know all of it.</summary>
    public bool IsStale(in UInt256 token) => _bought.Contains(token);

    public void Ask(Timestamp now, in UInt256 token, HttpOutbox outbox)
    {
        var id = outbox.NextId();
        _calls.Add(id, token);
        outbox.Add(requests.RefreshToken(id, now, token));
    }

    public bool Owns(long callId) => _calls.ContainsKey(callId);

    /// <summary>Takes the outcome of a refresh; a failed one leaves the token stale.</summary>
    public UInt256 Completed(long callId, in HttpOutcome outcome)
    {
        _ = _calls.Remove(callId, out var token);
        if (outcome.IsSuccess)
        {
            _bought.Remove(token);
        }

        return token;
    }
}
