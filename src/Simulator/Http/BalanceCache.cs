using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Simulator.Http;

/// <summary>
/// What the venue believes wallets hold. It looks again after the lag, or when the client asks it to; while the
/// stale-balance fault is on only when asked, and a token it never looked at counts as none.
/// </summary>
internal sealed class BalanceCache(ExchangeVenue exchange, VenueFaults faults, Duration lag)
{
    // Some days of windows for a few wallets; beyond that everything is looked at anew.
    private const int EntriesMaximum = 10_000;

    private readonly Dictionary<(AccountId Account, (ListingId, Outcome)? Token), (Timestamp At, long Units)> _seen = [];

    /// <summary>Micro-dollars.</summary>
    public long Collateral(Timestamp now, AccountId account) =>
        Look(now, account, null, () => exchange.Collateral(account).Micros);

    /// <summary>Micro-shares that have settled.</summary>
    public long Tokens(Timestamp now, AccountId account, ListingId listing, Outcome outcome) =>
        Look(now, account, (listing, outcome), () => exchange.Tokens(account, listing, outcome).Units);

    /// <summary>Looks again at the dollars, or at one token.</summary>
    public void Refresh(AccountId account, (ListingId Listing, Outcome Outcome)? token) => _seen[(account, token)] = (
        exchange.Now,
        token is { } known ? exchange.Tokens(account, known.Listing, known.Outcome).Units : exchange.Collateral(account).Micros);

    /// <summary>Whether an order is covered by what the venue believes; the exchange then judges by what is there.</summary>
    public bool Covers(Timestamp now, AccountId account, NewOrder order) =>
        (lag == Duration.Zero && !faults.StaleBalance.IsOn)
        || order.MakerAmount <= (order.Side == Side.Buy ? Collateral(now, account) : Tokens(now, account, order.Listing, order.Outcome));

    private long Look(Timestamp now, AccountId account, (ListingId, Outcome)? token, Func<long> truth)
    {
        var wasSeen = _seen.TryGetValue((account, token), out var seen);
        if (faults.Strikes(faults.StaleBalance) && (wasSeen || token is not null))
        {
            return seen.Units;
        }

        if (wasSeen && now - seen.At < lag)
        {
            return seen.Units;
        }

        if (_seen.Count >= EntriesMaximum)
        {
            _seen.Clear();
        }

        var units = truth();
        _seen[(account, token)] = (now, units);
        return units;
    }
}
