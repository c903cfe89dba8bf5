using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Matching;
using PolyCloud.Exchange.Settlement;

namespace PolyCloud.Exchange.Orders;

/// <summary>
/// Takes accounts' orders in: refuses by the venue's rules, holds marketable ones where the listing delays takers, matches, rests.
/// A held order keeps its funds aside, cannot be cancelled or seen, and is judged anew when the hold ends.
/// </summary>
internal sealed class OrderIntake(VenueContext venue, OrderRegistry orders, TradeExecutor executor, ListingLife life, OrderCancellation cancellation)
{
    private readonly MatchPlan _plan = new();

    internal void Place(NewOrder order, PlacementTicket ticket, Credential? credential, ListingState? market)
    {
        if (credential is null || credential.IsRevoked)
        {
            Refuse(ticket, Rejections.Unauthorized);
            return;
        }

        if (market is null || !market.Listing.AcceptingOrders)
        {
            Refuse(ticket, Rejections.MarketNotReady);
            return;
        }

        if (FaultOfForm(order, credential, market, out var price) is { } fault)
        {
            Refuse(ticket, fault);
            return;
        }

        var view = new VenueOrder
        {
            Order = order,
            Price = price,
            OriginalSize = OrderPricing.SharesOf(order),
            Created = venue.Now,
            Sequence = orders.NextSequence(),
        };
        var live = new LiveOrder(view, credential, market);
        Admit(live, ticket);
    }

    private void Admit(LiveOrder live, PlacementTicket ticket)
    {
        var holds = live.Market.Listing.TakerDelay && venue.Options.TakerHold > Duration.Zero;
        if (FaultAgainstBook(live, beforeHold: holds) is { } fault)
        {
            Refuse(ticket, fault);
            return;
        }

        orders.Open(live);
        if (!holds || _plan.Parts.Count == 0)
        {
            Execute(live, ticket);
            return;
        }

        live.View.Status = VenueOrderStatus.Delayed;
        Ledger.Reserve(live, FundsFor(live));
        venue.At(venue.Now + venue.Options.TakerHold, () => EndHold(live, ticket));
    }

    private void EndHold(LiveOrder live, PlacementTicket ticket)
    {
        Ledger.Reserve(live, 0);
        var fault = live.Market.Listing.AcceptingOrders ? FaultAgainstBook(live, beforeHold: false) : Rejections.MarketNotReady;
        if (fault is not null)
        {
            orders.Forget(live);
            Refuse(ticket, fault);
            return;
        }

        Execute(live, ticket);
    }

    private string? FaultOfForm(NewOrder order, Credential credential, ListingState market, out Price price)
    {
        price = default;
        var immediate = order.Type is OrderType.Fak or OrderType.Fok;
        var isDated = order.Type == OrderType.Gtd;
        if (isDated == order.Expiration.IsNever || (isDated && order.Expiration < venue.Now + venue.Options.DateOrderMinimum))
        {
            return Rejections.InvalidExpiration;
        }

        if (!OrderPricing.AmountsAreSane(order) || (order.PostOnly && immediate))
        {
            return Rejections.InvalidPayload;
        }

        if (orders.Knows(order.Id))
        {
            return Rejections.Duplicated(order.Id);
        }

        if (!OrderPricing.TryPrice(order, market.Listing.TickSize, out price))
        {
            return Rejections.TickSize(order.Id, OrderPricing.PriceText(order), market.Listing.TickSize);
        }

        var minimumBinds = !immediate || (order.Side == Side.Sell && venue.Options.MinimumSizeBindsImmediateSells);
        var size = OrderPricing.SharesOf(order);
        if (minimumBinds && size < market.Spec.MinimumOrderSize)
        {
            return Rejections.MinimumSize(order.Id, size, market.Spec.MinimumOrderSize);
        }

        return credential.Open.Count >= Credential.OpenOrdersMax ? Rejections.CouldNotInsert : null;
    }

    /// <summary>Plans the match and judges it. Before a hold, what the book may still bring is left open.</summary>
    private string? FaultAgainstBook(LiveOrder live, bool beforeHold)
    {
        var order = live.View.Order;
        _plan.Make(live.Market.Book, TakerOf(live));
        var crosses = _plan.Parts.Count > 0;
        if (crosses && order.PostOnly)
        {
            return Rejections.PostOnlyCrosses;
        }

        if (!crosses && order.Type == OrderType.Fak)
        {
            return Rejections.NoMatch;
        }

        if (order.Type == OrderType.Fok && !(crosses && (beforeHold || _plan.IsComplete)))
        {
            return Rejections.NotFilledWhole;
        }

        if (crosses && order.Side == Side.Buy && order.MakerAmount < Money.Scale)
        {
            return Rejections.MarketableMinimum(new Money(order.MakerAmount));
        }

        var available = order.Side == Side.Buy
            ? live.Account.Available.Micros
            : live.Account.Holding(live.Market.Id, live.Outcome).Available;
        return FundsFor(live) > available ? Rejections.NotEnoughBalance : null;
    }

    /// <summary>What the order may cost as planned: a buy its dollars and the fee on what it takes at once, a sell its shares.</summary>
    private long FundsFor(LiveOrder live)
    {
        var order = live.View.Order;
        return order.Side == Side.Sell
            ? order.MakerAmount
            : order.MakerAmount + TakerFee.Of(live.Market.Spec.Fees, live.Outcome, _plan.Parts).Micros;
    }

    private void Execute(LiveOrder live, PlacementTicket ticket)
    {
        var view = live.View;
        VenueTrade? trade = null;
        if (_plan.Parts.Count > 0)
        {
            view.Matched = new Size(_plan.Shares);
            trade = executor.Execute(live.Market, TakerOf(live), TradeExecutor.TakerParty.Account(live), _plan);
        }

        var rest = view.Remaining.Units;
        if (view.Order.Type is OrderType.Gtc or OrderType.Gtd && !FillFormula.IsDust(rest, view.Price.Units))
        {
            Rest(live, rest);
        }
        else
        {
            orders.Close(live, VenueOrderStatus.Matched);
        }

        venue.Listener.OrderChanged(venue.Now, view, OrderChange.Placement);
        if (trade is not null)
        {
            venue.Listener.OrderChanged(venue.Now, view, OrderChange.Update);
        }

        venue.Listener.Placed(venue.Now, ticket, view, OutcomeOf(view, trade));
        life.WatchTick(live.Market);
    }

    private void Rest(LiveOrder live, long shares)
    {
        var reserved = live.Side == Side.Buy
            ? RoundedDivision.Divide((Int128)shares * live.View.Price.Units, Price.Scale, Rounding.Up)
            : shares;
        Ledger.Reserve(live, reserved);
        live.BookSlot = live.Market.Book.Add(live.UpSide, live.UpPrice.Units, shares, live);
        OrderRegistry.Rest(live);
        live.Market.External?.Join(live);
        executor.TellLevel(live.Market, live.UpSide, live.UpPrice.Units);
        EndAtItsDate(live);
    }

    // What outlives its market ends with it and needs no entry of its own.
    private void EndAtItsDate(LiveOrder live)
    {
        var order = live.View.Order;
        if (order.Expiration < live.Market.Spec.Closes + Duration.FromSeconds(3_600))
        {
            venue.At(order.Expiration - venue.Options.DateOrderLead, () =>
            {
                if (orders.TryLive(order.Id, out var still) && still == live)
                {
                    cancellation.End(live, VenueOrderStatus.Canceled);
                }
            });
        }
    }

    private static TakerOrder TakerOf(LiveOrder live)
    {
        var order = live.View.Order;
        var budget = order.Side == Side.Buy && order.Type is OrderType.Fak or OrderType.Fok ? order.MakerAmount : 0;
        return new TakerOrder(order.Outcome, order.Side, live.UpPrice.Units, live.View.OriginalSize.Units, budget);
    }

    private static PlacementOutcome OutcomeOf(VenueOrder view, VenueTrade? trade)
    {
        if (trade is null)
        {
            return new PlacementOutcome(string.Empty, VenueOrderStatus.Live, 0, 0, []);
        }

        var buys = view.Order.Side == Side.Buy;
        return new PlacementOutcome(
            string.Empty,
            VenueOrderStatus.Matched,
            buys ? trade.Amount.Micros : trade.Size.Units,
            buys ? trade.Size.Units : trade.Amount.Micros,
            [trade.Id]);
    }

    private void Refuse(PlacementTicket ticket, string text) =>
        venue.Listener.Placed(venue.Now, ticket, null, new PlacementOutcome(text, VenueOrderStatus.Invalid, 0, 0, []));
}
