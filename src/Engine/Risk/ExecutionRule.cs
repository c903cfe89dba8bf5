using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Holds a bot's quotes to its execution policy.</summary>
internal static class ExecutionRule
{
    /// <summary>By whose order it is: a person's only takes; a strategy is held to its policy.</summary>
    public static Reason Admit(QuoteSlot slot, ExecutionPolicy policy, Market market, in DesiredQuote quote) => slot == QuoteSlot.Person
        ? quote.Takes && IsWithinMaximum(quote) ? Reason.None : Reason.PolicyForbids
        : Admit(policy, market, quote);

    public static Reason Admit(ExecutionPolicy policy, Market market, in DesiredQuote quote)
    {
        if (policy == ExecutionPolicy.EmergencyTaker)
        {
            return Reason.PolicyForbids;
        }

        if (quote.Takes)
        {
            return policy == ExecutionPolicy.CompletionTaker && IsWithinMaximum(quote) ? Reason.None : Reason.PolicyForbids;
        }

        // The venue refuses a post-only order that would trade; the price check saves the attempt, and stands where books move
        // faster than orders.
        return !quote.PostOnly ? Reason.PolicyForbids
            : WouldTrade(market, quote) ? Reason.WouldTake
            : Reason.None;
    }

    /// <summary>Whether the price meets an offer of either token's book; both show the same offers, but one may be a frame ahead.</summary>
    public static bool WouldTrade(Market market, in DesiredQuote quote)
    {
        var same = market.Book(quote.Outcome);
        var other = market.Book(quote.Outcome.Opposite());
        return quote.Side == Side.Buy
            ? (same.HasAsk && quote.Price >= same.BestAsk) || (other.HasBid && quote.Price >= other.BestBid.Complement)
            : (same.HasBid && quote.Price <= same.BestBid) || (other.HasAsk && quote.Price <= other.BestAsk.Complement);
    }

    private static bool IsWithinMaximum(in DesiredQuote quote) => quote.MaximumPrice.Units > 0
        && (quote.Side == Side.Buy ? quote.Price <= quote.MaximumPrice : quote.Price >= quote.MaximumPrice);
}
