using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Matching;

namespace PolyCloud.Exchange.Orders;

/// <summary>Ends resting orders: asked for, swept, unfunded, or with their market.</summary>
internal sealed class OrderCancellation(VenueContext venue, OrderRegistry orders, TradeExecutor executor)
{
    /// <summary>Cancels by id within the credential's scope. A held order is not cancellable and answers as not found.</summary>
    internal CancelOutcome Cancel(Credential credential, Hash256 id)
    {
        if (credential.IsRevoked)
        {
            return new CancelOutcome(id, Rejections.Unauthorized);
        }

        var order = orders.Find(id);
        if (order is null || order.Order.Credential != credential.Id || order.Status == VenueOrderStatus.Delayed)
        {
            return new CancelOutcome(id, Rejections.CancelNotFound);
        }

        if (!orders.TryLive(id, out var live))
        {
            return new CancelOutcome(id, order.Status == VenueOrderStatus.Matched ? Rejections.CancelAlreadyMatched : Rejections.CancelAlreadyCanceled);
        }

        End(live, VenueOrderStatus.Canceled);
        return new CancelOutcome(id, string.Empty);
    }

    /// <summary>Cancels every resting order of the credential that is chosen, oldest first.</summary>
    internal IReadOnlyList<CancelOutcome> CancelAll(Credential credential, Predicate<LiveOrder> chosen)
    {
        List<CancelOutcome> outcomes = [];
        foreach (var live in credential.Open.FindAll(chosen))
        {
            End(live, VenueOrderStatus.Canceled);
            outcomes.Add(new CancelOutcome(live.View.Order.Id, string.Empty));
        }

        return outcomes;
    }

    /// <summary>Takes a resting order off the book and tells it.</summary>
    internal void End(LiveOrder live, VenueOrderStatus status)
    {
        if (live.BookSlot != 0)
        {
            live.Market.Book.Remove(live.BookSlot);
            live.BookSlot = 0;
            executor.TellLevel(live.Market, live.UpSide, live.UpPrice.Units);
        }

        orders.Close(live, status);
        venue.Listener.OrderChanged(venue.Now, live.View, OrderChange.Cancellation);
    }

    /// <summary>
    /// Cancels resting buys that the wallet's dollars or allowance no longer carry, the newest first, as far as needed.
    /// The venue does not document which ones it drops.
    /// </summary>
    internal void DropUnfunded(Account account, IReadOnlyList<Credential> credentials)
    {
        while (account.Available < Money.Zero && Newest(account, credentials, static live => live.Side == Side.Buy) is { } newest)
        {
            End(newest, VenueOrderStatus.Invalid);
        }
    }

    /// <summary>Cancels an account's resting sells of one token, newest first, until what is left of it covers the rest.</summary>
    internal void DropUncovered(Account account, ListingState market, Outcome outcome, IReadOnlyList<Credential> credentials)
    {
        while (account.Holding(market.Id, outcome).Available < 0
            && Newest(account, credentials, live => live.Side == Side.Sell && live.Market == market && live.Outcome == outcome) is { } newest)
        {
            End(newest, VenueOrderStatus.Invalid);
        }
    }

    private static LiveOrder? Newest(Account account, IReadOnlyList<Credential> credentials, Predicate<LiveOrder> chosen)
    {
        LiveOrder? newest = null;
        foreach (var credential in credentials)
        {
            foreach (var live in credential.Open)
            {
                if (credential.Account == account && chosen(live) && (newest is null || live.View.Sequence > newest.View.Sequence))
                {
                    newest = live;
                }
            }
        }

        return newest;
    }
}
