using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Orders;
using PolyCloud.Exchange.Settlement;

namespace PolyCloud.Exchange.Matching;

/// <summary>
/// Carries out a <see cref="MatchPlan"/>: book, then levels told, then the trade, then the makers' orders.
/// <para>
/// A trade with an account on either side names every maker, a trade without any names nobody: most trades are of that kind and
/// nobody asks for them. Orders of nobody's account have no token of their own; they are told, and booked, as trading the taker's.
/// The plan computes them in Up terms, which comes to the same: floor(t × (1 − p)) = t − ceil(t × p), and a buyer's
/// m = ceil(t × p) is the only whole amount with t = floor(m / p).
/// </para>
/// An account may match itself: the venue documents no self-match prevention, and keeping own orders apart is the bot's duty.
/// </summary>
internal sealed class TradeExecutor(VenueContext venue, OrderRegistry orders, TradeSettlement settlement, TradeIdentities identities)
{
    private readonly List<LiveOrder> _makers = [];
    private readonly List<MakerMatch> _matches = [];
    private readonly List<SettlementLeg> _legs = [];

    /// <summary>Who takes. The flow has no order and no account.</summary>
    internal readonly record struct TakerParty(LiveOrder? Order, Hash256 Id, CredentialId Credential)
    {
        internal static TakerParty Account(LiveOrder order) => new(order, order.View.Order.Id, order.Credential.Id);
    }

    /// <summary>Executes the whole plan as one trade. The plan is not empty and was made on the book as it stands.</summary>
    internal VenueTrade Execute(ListingState market, in TakerOrder taker, in TakerParty party, MatchPlan plan)
    {
        _makers.Clear();
        _matches.Clear();
        _legs.Clear();
        var fee = party.Order is null ? Money.Zero : TakerFee.Of(market.Spec.Fees, taker.Outcome, plan.Parts);
        var minted = TakeMakers(market, taker, party, plan, fee);
        TellLevels(market, taker.UpSide.Opposite(), plan);

        var trade = new VenueTrade
        {
            Id = identities.NextGuid(),
            Listing = market.Id,
            TakerOrder = party.Id,
            TakerCredential = party.Credential,
            Outcome = taker.Outcome,
            Side = taker.Side,
            Price = new Price(taker.OwnUnits(plan.WorstUpUnits)),
            Size = new Size(plan.Shares),
            Amount = new Money(plan.TakerAmount),
            Fee = fee,
            Makers = _matches.Count == 0 ? [] : [.. _matches],
            MatchTime = venue.Now,
            TransactionHash = identities.NextHash(),
            LastUpdate = venue.Now,
        };
        Finish(market, party, trade, minted, new Price(plan.WorstUpUnits));
        return trade;
    }

    /// <summary>Fills one resting order whole against recorded liquidity that traded through it.</summary>
    internal void ExecuteThrough(ListingState market, LiveOrder maker)
    {
        _makers.Clear();
        _matches.Clear();
        _legs.Clear();
        var fill = FillFormula.Match(maker.Side, maker.View.Price.Units, complementary: true, maker.View.Remaining.Units, maker.Reserved);
        var slot = maker.BookSlot;
        if (slot != 0)
        {
            maker.BookSlot = 0;
            market.Book.Remove(slot);
            TellLevel(market, maker.UpSide, maker.UpPrice.Units);
        }

        var taker = new TakerOrder(maker.Outcome, maker.Side.Opposite(), maker.UpPrice.Units, fill.Shares, 0);
        Record(market, taker, maker, fill.Shares, fill.MakerAmount);
        _legs.Add(new SettlementLeg(null, taker.Outcome, taker.Side, fill.Shares, fill.TakerAmount, 0));
        var trade = new VenueTrade
        {
            Id = identities.NextGuid(),
            Listing = market.Id,
            TakerOrder = identities.NextHash(),
            TakerCredential = CredentialId.Flow,
            Outcome = taker.Outcome,
            Side = taker.Side,
            Price = maker.View.Price,
            Size = new Size(fill.Shares),
            Amount = new Money(fill.TakerAmount),
            Fee = Money.Zero,
            Makers = [.. _matches],
            MatchTime = venue.Now,
            TransactionHash = identities.NextHash(),
            LastUpdate = venue.Now,
        };
        Finish(market, new TakerParty(null, trade.TakerOrder, CredentialId.Flow), trade, 0, maker.UpPrice);
    }

    /// <summary>Tells the total at one level as it stands.</summary>
    internal void TellLevel(ListingState market, Side side, int units) =>
        venue.Listener.LevelChanged(venue.Now, market.Id, side, new Price(units), new Size(market.Book.TotalShares(side, units)));

    /// <summary>Takes every part from the book and collects the legs; returns the sets minted (negative: merged).</summary>
    private long TakeMakers(ListingState market, in TakerOrder taker, in TakerParty party, MatchPlan plan, Money fee)
    {
        var book = market.Book;
        var named = party.Order is not null || plan.TouchesAccounts;
        long minted = 0, takerShares = 0, takerAmount = 0, flowShares = 0, flowAmount = 0;
        for (var index = 0; index < plan.Parts.Count; index++)
        {
            var part = plan.Parts[index];
            var owner = book.Owner(part.Slot);
            if (owner is null && named)
            {
                _matches.Add(Anonymous(market, taker, part));
            }

            TakeFromBook(book, part, owner?.Outcome ?? Outcome.Up);
            if (owner is null && party.Order is null)
            {
                // Flow against flow moves nothing anybody keeps.
                continue;
            }

            takerShares += part.Shares;
            takerAmount += part.TakerAmount;
            if (owner is null)
            {
                flowShares += part.Shares;
                flowAmount += part.TakerAmount;
                continue;
            }

            if (owner.Outcome != taker.Outcome)
            {
                minted += taker.Side == Side.Buy ? part.Shares : -part.Shares;
            }

            Record(market, taker, owner, part.Shares, part.MakerAmount);
        }

        if (takerShares > 0)
        {
            _legs.Add(new SettlementLeg(party.Order?.Account, taker.Outcome, taker.Side, takerShares, takerAmount, fee.Micros));
        }

        if (flowShares > 0)
        {
            _legs.Add(new SettlementLeg(null, taker.Outcome, taker.Side.Opposite(), flowShares, flowAmount, 0));
        }

        return minted;
    }

    private static MakerMatch Anonymous(ListingState market, in TakerOrder taker, in MatchedPart part) => new(
        AnonymousOrderHash.Of(market.Id, part.Slot, market.Book.Order(part.Slot).Generation),
        CredentialId.Flow,
        taker.Outcome,
        taker.Side.Opposite(),
        new Price(taker.OwnUnits(part.UpUnits)),
        new Size(part.Shares),
        new Money(part.TakerAmount));

    private static void TakeFromBook(UnifiedBook book, in MatchedPart part, Outcome makerOutcome)
    {
        var rest = book.Order(part.Slot).Shares - part.Shares;
        var makerUnits = makerOutcome == Outcome.Up ? part.UpUnits : Price.Scale - part.UpUnits;
        if (FillFormula.IsDust(rest, makerUnits))
        {
            var owner = book.Owner(part.Slot);
            book.Remove(part.Slot);
            if (owner is not null)
            {
                owner.BookSlot = 0;
            }
        }
        else
        {
            book.Resize(part.Slot, rest);
        }
    }

    private void Record(ListingState market, in TakerOrder taker, LiveOrder maker, long shares, long amount)
    {
        var view = maker.View;
        view.Matched += new Size(shares);
        Ledger.Reserve(maker, maker.Reserved - (maker.Side == Side.Buy ? amount : shares));
        if (maker.BookSlot != 0 && maker.Side == Side.Buy && maker.Reserved == 0)
        {
            // Its dollars are spent; micro-shares of rounding remain and can never match.
            market.Book.Remove(maker.BookSlot);
            maker.BookSlot = 0;
        }

        _makers.Add(maker);
        _matches.Add(new MakerMatch(view.Order.Id, maker.Credential.Id, maker.Outcome, maker.Side, view.Price, new Size(shares), new Money(amount)));
        _legs.Add(new SettlementLeg(maker.Account, maker.Outcome, maker.Side, shares, amount, 0));
    }

    private void TellLevels(ListingState market, Side side, MatchPlan plan)
    {
        for (var index = 0; index < plan.Parts.Count; index++)
        {
            var units = plan.Parts[index].UpUnits;
            if (index + 1 == plan.Parts.Count || plan.Parts[index + 1].UpUnits != units)
            {
                TellLevel(market, side, units);
            }
        }
    }

    private void Finish(ListingState market, in TakerParty party, VenueTrade trade, long minted, Price upPrice)
    {
        market.Listing.LastTradePrice = upPrice;
        market.Listing.LastTradeOutcome = trade.Outcome;
        if (_legs.Count > 0)
        {
            settlement.Begin(new PendingTrade(trade, market, [.. _legs], minted));
        }

        Remember(party.Order, trade);
        venue.Listener.Traded(venue.Now, trade);
        foreach (var maker in _makers)
        {
            if (maker.BookSlot == 0)
            {
                orders.Close(maker, VenueOrderStatus.Matched);
            }

            venue.Listener.OrderChanged(venue.Now, maker.View, OrderChange.Update);
        }
    }

    private void Remember(LiveOrder? taker, VenueTrade trade)
    {
        if (taker is not null)
        {
            taker.View.Trades.Add(trade.Id);
            taker.Account.Trades.Add(trade);
        }

        for (var index = 0; index < _makers.Count; index++)
        {
            _makers[index].View.Trades.Add(trade.Id);
            if (!IsKnownAccount(taker, index))
            {
                _makers[index].Account.Trades.Add(trade);
            }
        }
    }

    private bool IsKnownAccount(LiveOrder? taker, int index)
    {
        var account = _makers[index].Account;
        var known = taker?.Account == account;
        for (var earlier = 0; earlier < index && !known; earlier++)
        {
            known = _makers[earlier].Account == account;
        }

        return known;
    }
}
