using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>
/// What a bot's positions in the other markets of an event make safe: the same shares of Up in all of them pay one dollar whatever
/// happens, of Down in all of n pay n − 1. Only the whole event counts; one market missing, and nothing is covered.
/// </summary>
internal static class EventCover
{
    /// <summary>Signed as Up − Down: the part of the bot's net exposure in this market that needs no closing.</summary>
    public static Size Of(Market market, int bot, MarketTable markets)
    {
        var membership = market.Spec.Event;
        if (!membership.IsMember)
        {
            return Size.Zero;
        }

        var (found, least, most) = (0, long.MaxValue, long.MinValue);
        foreach (var id in markets.Active)
        {
            var other = markets[id];
            if (other.Spec.Event.IsSame(membership) && other.Winner is null)
            {
                var net = other.Seats[bot].Ledger.Books.Net.Units;
                least = Math.Min(least, net);
                most = Math.Max(most, net);
                found++;
            }
        }

        return found != membership.Outcomes ? Size.Zero
            : least > 0 ? new Size(least)
            : most < 0 ? new Size(most)
            : Size.Zero;
    }
}
