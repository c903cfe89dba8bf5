using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Orders;

namespace PolyCloud.Exchange.Settlement;

/// <summary>
/// Splits and merges of complete sets. They happen on chain, which knows no open orders: only settled balances count, and orders
/// that lose their cover are cancelled afterwards.
/// </summary>
internal sealed class SetDesk(Ledger ledger, OrderCancellation cancellation, IReadOnlyList<Credential> credentials)
{
    internal bool Split(Account account, ListingState market, long units)
    {
        if (units <= 0 || market.IsResolved || account.Collateral.Micros < units)
        {
            return false;
        }

        ledger.MintSets(market, account, units);
        cancellation.DropUnfunded(account, credentials);
        return true;
    }

    internal bool Merge(Account account, ListingState market, long units)
    {
        if (units <= 0 || market.IsResolved
            || account.Holding(market.Id, Outcome.Up).Settled < units
            || account.Holding(market.Id, Outcome.Down).Settled < units)
        {
            return false;
        }

        ledger.MintSets(market, account, -units);
        cancellation.DropUncovered(account, market, Outcome.Up, credentials);
        cancellation.DropUncovered(account, market, Outcome.Down, credentials);
        return true;
    }
}
