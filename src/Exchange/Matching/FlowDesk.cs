using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Orders;
using PolyCloud.Exchange.Settlement;

namespace PolyCloud.Exchange.Matching;

/// <summary>The order flow's way into the books: handles, Up terms, no account.</summary>
internal sealed class FlowDesk(TradeExecutor executor, ListingLife life, TradeIdentities identities)
{
    private readonly MatchPlan _plan = new();

    internal FlowOrder Place(ListingState market, Side side, Price price, Size size)
    {
        Require(price, size);
        if (!market.Listing.AcceptingOrders)
        {
            return FlowOrder.None;
        }

        var rest = size.Units - Match(market, new TakerOrder(Outcome.Up, side, price.Units, size.Units, 0));
        var handle = FlowOrder.None;
        if (!FillFormula.IsDust(rest, price.Units))
        {
            var slot = market.Book.Add(side, price.Units, rest, owner: null);
            handle = new FlowOrder(market.Id, slot, market.Book.Order(slot).Generation);
            executor.TellLevel(market, side, price.Units);
        }

        life.WatchTick(market);
        return handle;
    }

    internal Size Take(ListingState market, Outcome outcome, Side side, Price limit, Size size)
    {
        Require(limit, size);
        if (!market.Listing.AcceptingOrders)
        {
            return Size.Zero;
        }

        var limitUp = outcome == Outcome.Up ? limit.Units : Price.Scale - limit.Units;
        var matched = Match(market, new TakerOrder(outcome, side, limitUp, size.Units, 0));
        life.WatchTick(market);
        return new Size(matched);
    }

    internal bool Reduce(FlowOrder order, Size rest)
    {
        if (!TryBook(order, out var market) || rest.Units <= 0 || market.Book.Order(order.Slot).Shares <= rest.Units)
        {
            return false;
        }

        ref readonly var resting = ref market.Book.Order(order.Slot);
        market.Book.Resize(order.Slot, rest.Units);
        executor.TellLevel(market, resting.Side, resting.PriceUnits);
        return true;
    }

    internal Size Cancel(FlowOrder order)
    {
        if (!TryBook(order, out var market))
        {
            return Size.Zero;
        }

        var resting = market.Book.Order(order.Slot);
        market.Book.Remove(order.Slot);
        executor.TellLevel(market, resting.Side, resting.PriceUnits);
        life.WatchTick(market);
        return new Size(resting.Shares);
    }

    internal Size Rest(FlowOrder order) =>
        TryBook(order, out var market) ? new Size(market.Book.Order(order.Slot).Shares) : Size.Zero;

    private long Match(ListingState market, in TakerOrder taker)
    {
        var best = market.Book[taker.UpSide.Opposite()].Best;
        if (best < 0 || !taker.Accepts(best))
        {
            return 0;
        }

        _plan.Make(market.Book, taker);
        if (_plan.Parts.Count == 0)
        {
            return 0;
        }

        executor.Execute(market, taker, new TradeExecutor.TakerParty(null, identities.NextHash(), CredentialId.Flow), _plan);
        return _plan.Shares;
    }

    private bool TryBook(FlowOrder order, out ListingState market)
    {
        market = null!;
        if (order.IsNone || life.Find(order.Listing) is not { IsResolved: false } found || !found.Book.IsCurrent(order.Slot, order.Generation))
        {
            return false;
        }

        market = found;
        return true;
    }

    private static void Require(Price price, Size size)
    {
        if (price.Units is < 1 or >= Price.Scale)
        {
            throw new ArgumentOutOfRangeException(nameof(price), price, "A flow order's price lies between 0.0001 and 0.9999.");
        }

        if (size.Units is <= 0 or > OrderPricing.AmountMax)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "A flow order's size lies above 0 and not above 100 million shares.");
        }
    }
}
