using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>What the venue checks of a well-formed order beside its signature: whether account and market may trade it.</summary>
internal sealed class AccountStanding(ExchangeVenue exchange, MarketChannel markets, BalanceCache balances, VenueFaults faults)
{
    /// <summary>The order as it was, or why not.</summary>
    public (NewOrder? Order, string Error) Judge(Timestamp now, ApiCredential credential, (NewOrder? Order, string Error) judged)
    {
        if (judged.Order is not { } order)
        {
            return judged;
        }

        var listing = markets.Feed(order.Listing).Listing;
        if (faults.Misses(listing))
        {
            return (null, $"the orderbook {listing.Spec.TokenId(order.Outcome)} does not exist");
        }

        if (!Reduces(credential, order) && faults.Strikes(faults.ClosedOnly))
        {
            return (null, $"'{credential.AddressText}' address in closed only mode");
        }

        return balances.Covers(now, credential.Account, order) ? judged : (null, "not enough balance / allowance");
    }

    private bool Reduces(ApiCredential credential, NewOrder order) =>
        order.Side == Side.Sell && exchange.Tokens(credential.Account, order.Listing, order.Outcome).Units >= order.MakerAmount;
}
