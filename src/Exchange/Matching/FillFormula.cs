using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Matching;

/// <summary>
/// What one match moves, on raw amounts, as the exchange contract computes it:
/// counterAmount = floor(makerFill × takerAmount / makerAmount), where makerFill is in what the maker gives.
/// A resting order's amounts are exactly its price (the tick rule refuses others), so takerAmount / makerAmount is the price itself.
/// <list type="bullet">
/// <item>Maker sells s shares at p: it receives floor(s × p).</item>
/// <item>Maker buys at p, wanted s shares: it gives m = floor(s × p) and receives t = floor(m / p) ≤ s shares.</item>
/// <item>The taker gets the rest: complementary, what the maker gave; mint, it pays t − m; merge, it receives s − floor(s × p).</item>
/// </list>
/// So every micro-dollar is accounted for and rounding favours the taker against its own limit, never the maker against its limit.
/// On a recorded market a one-dollar buy against a bid of 0.13 for the other token printed 1.149423 shares; this formula gives the same.
/// </summary>
internal static class FillFormula
{
    /// <summary>One match; both amounts in micro-dollars. No shares where not even one micro-dollar would move.</summary>
    internal readonly record struct Fill(long Shares, long MakerAmount, long TakerAmount)
    {
        internal bool IsNone => Shares == 0;
    }

    /// <param name="makerSide">The maker's side on its own token.</param>
    /// <param name="makerPriceUnits">The maker's price on its own token, 1 to 9 999.</param>
    /// <param name="complementary">True where both trade the same token; false for mint and merge.</param>
    /// <param name="wantedShares">Micro-shares both sides have left for this match.</param>
    /// <param name="makerBudget">Micro-dollars a buying maker may still give.</param>
    internal static Fill Match(Side makerSide, int makerPriceUnits, bool complementary, long wantedShares, long makerBudget)
    {
        var notional = wantedShares * makerPriceUnits / Price.Scale;
        if (makerSide == Side.Sell)
        {
            return notional == 0 ? default : new Fill(wantedShares, notional, complementary ? notional : wantedShares - notional);
        }

        var given = Math.Min(notional, makerBudget);
        var shares = given * Price.Scale / makerPriceUnits;
        return given <= 0 ? default : new Fill(shares, given, complementary ? given : shares - given);
    }

    /// <summary>True where a rest is too small to move one micro-dollar at its price: it can never match again and counts as done.</summary>
    internal static bool IsDust(long shares, int priceUnits) => shares * priceUnits < Price.Scale;
}
