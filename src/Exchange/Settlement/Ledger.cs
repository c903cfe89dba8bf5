using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Orders;

namespace PolyCloud.Exchange.Settlement;

/// <summary>
/// All money and tokens of the exchange. A buy is debited when it matches and its tokens count when the trade is confirmed;
/// a sell gives its tokens when it matches and its proceeds count when the trade is confirmed. A failed trade is reversed by
/// exactly its own legs. What accounts, flow, fees and the backing of minted sets hold together never changes.
/// </summary>
internal sealed class Ledger
{
    internal Money Deposits { get; set; }

    /// <summary>Cash of the order flow; it may be negative, the flow is not funded.</summary>
    internal Money FlowCash { get; private set; }

    internal Money Fees { get; private set; }

    /// <summary>One dollar for each complete set in existence.</summary>
    internal Money Backing { get; private set; }

    /// <summary>Sets aside what an open order may need; the former reservation is released.</summary>
    internal static void Reserve(LiveOrder order, long units)
    {
        if (order.Side == Side.Buy)
        {
            order.Account.OpenBuys += new Money(units - order.Reserved);
        }
        else
        {
            order.Account.Holding(order.Market.Id, order.Outcome).OpenSells += units - order.Reserved;
        }

        order.Reserved = units;
    }

    /// <summary>Dollars from outside; negative ones leave.</summary>
    internal void Deposit(Account account, Money amount)
    {
        Deposits += amount;
        account.Collateral += amount;
    }

    internal void Match(PendingTrade trade)
    {
        Backing += new Money(trade.MintedSets);
        foreach (var leg in trade.Legs)
        {
            Give(trade.Market, leg);
        }
    }

    internal void Confirm(PendingTrade trade)
    {
        foreach (var leg in trade.Legs)
        {
            if (leg.Account is not { } account)
            {
                continue;
            }

            if (leg.Side == Side.Sell)
            {
                account.Pending -= new Money(leg.Amount - leg.Fee);
                account.Collateral += new Money(leg.Amount - leg.Fee);
            }
            else
            {
                account.Holding(trade.Market.Id, leg.Outcome).Pending -= leg.Shares;
                AddTokens(trade.Market, account, leg.Outcome, leg.Shares);
            }
        }
    }

    internal void Reverse(PendingTrade trade)
    {
        Backing -= new Money(trade.MintedSets);
        foreach (var leg in trade.Legs)
        {
            TakeBack(trade.Market, leg);
        }
    }

    /// <summary>A dollar becomes a token of each outcome, or back: <paramref name="units"/> is negative for back.</summary>
    internal void MintSets(ListingState market, Account account, long units)
    {
        account.Collateral -= new Money(units);
        Backing += new Money(units);
        account.Holding(market.Id, Outcome.Up).Settled += units;
        account.Holding(market.Id, Outcome.Down).Settled += units;
    }

    /// <summary>Pays one dollar for every token of the winner and voids the loser's. Tokens still on their way follow when they arrive.</summary>
    internal void Redeem(ListingState market, Outcome winner, IReadOnlyList<Account> accounts)
    {
        foreach (var account in accounts)
        {
            var won = account.Holding(market.Id, winner);
            account.Collateral += new Money(won.Settled);
            Backing -= new Money(won.Settled);
            won.Settled = 0;
            account.Holding(market.Id, winner.Opposite()).Settled = 0;
        }

        FlowCash += new Money(market.FlowTokens(winner));
        Backing -= new Money(market.FlowTokens(winner));
        market.ClearFlowTokens();
    }

    private void Give(ListingState market, in SettlementLeg leg)
    {
        Fees += new Money(leg.Fee);
        if (leg.Account is not { } account)
        {
            AddFlow(market, leg, 1);
        }
        else if (leg.Side == Side.Buy)
        {
            var cost = new Money(leg.Amount + leg.Fee);
            account.Collateral -= cost;
            account.UseAllowance(cost);
            account.Holding(market.Id, leg.Outcome).Pending += leg.Shares;
        }
        else
        {
            account.Pending += new Money(leg.Amount - leg.Fee);
            account.Holding(market.Id, leg.Outcome).Settled -= leg.Shares;
        }
    }

    private void TakeBack(ListingState market, in SettlementLeg leg)
    {
        Fees -= new Money(leg.Fee);
        if (leg.Account is not { } account)
        {
            AddFlow(market, leg, -1);
        }
        else if (leg.Side == Side.Buy)
        {
            var cost = new Money(leg.Amount + leg.Fee);
            account.Collateral += cost;
            account.UseAllowance(-cost);
            account.Holding(market.Id, leg.Outcome).Pending -= leg.Shares;
        }
        else
        {
            account.Pending -= new Money(leg.Amount - leg.Fee);
            AddTokens(market, account, leg.Outcome, leg.Shares);
        }
    }

    private void AddFlow(ListingState market, in SettlementLeg leg, int direction)
    {
        var bought = leg.Side == Side.Buy ? direction : -direction;
        FlowCash -= new Money(leg.Amount * bought);
        if (market.Listing.Winner is not { } winner)
        {
            market.AddFlowTokens(leg.Outcome, leg.Shares * bought);
        }
        else if (leg.Outcome == winner)
        {
            FlowCash += new Money(leg.Shares * bought);
            Backing -= new Money(leg.Shares * bought);
        }
    }

    private void AddTokens(ListingState market, Account account, Outcome outcome, long shares)
    {
        if (market.Listing.Winner is not { } winner)
        {
            account.Holding(market.Id, outcome).Settled += shares;
        }
        else if (outcome == winner)
        {
            account.Collateral += new Money(shares);
            Backing -= new Money(shares);
        }
    }
}
