using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Orders;
using PolyCloud.Exchange.Settlement;

namespace PolyCloud.Exchange.Listings;

/// <summary>
/// The life of a listing: taken into trading, price to beat shown, finer tick near the extremes, trading ended, result told.
/// The result is Up where the value at the close is not below the value at the open, exactly, at 18 decimals, or what was declared;
/// under the rule "declared" only that. Winning tokens are redeemed for the accounts at once.
/// </summary>
internal sealed class ListingLife(
    VenueContext venue,
    OrderCancellation cancellation,
    Ledger ledger,
    DeterministicRandom random,
    IReadOnlyList<Account> accounts,
    IReadOnlyList<Credential> credentials)
{
    private readonly BookPool _books = new();
    private readonly List<ListingState> _all = [];
    private readonly List<ListingState> _running = [];
    private readonly List<Listing> _listings = [];

    internal IReadOnlyList<Listing> Listings => _listings;

    /// <summary>Listings without a result, oldest first.</summary>
    internal IReadOnlyList<ListingState> Running => _running;

    internal ListingState? Find(ListingId id) => (uint)id.Slot < (uint)_all.Count ? _all[id.Slot] : null;

    internal Listing List(MarketSpec spec, bool takerDelay, EventPlace? place)
    {
        TakerFee.Validate(spec.Fees);
        var lastOrder = spec.Closes + venue.Options.TradingAfterEnd;
        if (spec.Opens >= spec.Closes || lastOrder <= venue.Now)
        {
            throw new ArgumentException($"{spec.Slug} is over: it trades until {lastOrder}, now is {venue.Now}.", nameof(spec));
        }

        var listing = new Listing
        {
            Id = new ListingId(_all.Count),
            Spec = spec,
            Listed = venue.Now,
            TakerDelay = takerDelay,
            Event = place,
            TickSize = spec.TickSize,
            AcceptingOrders = true,
        };
        var market = new ListingState(listing, _books) { ResolvesAt = spec.Closes + ResolutionDelay() };
        _all.Add(market);
        _running.Add(market);
        _listings.Add(listing);
        venue.Listener.Listed(venue.Now, listing);
        venue.At(spec.Opens + venue.Options.PriceToBeatDelay, () => listing.PriceToBeat = market.Strike);
        venue.At(lastOrder, () => listing.AcceptingOrders = false);
        venue.At(market.ResolvesAt, () => ResultDue(market));
        return listing;
    }

    /// <summary>Keeps a recording's winner; it is told when the result is due.</summary>
    internal void Declare(ListingState market, Outcome winner)
    {
        market.DeclaredWinner = winner;
        if (venue.Now >= market.ResolvesAt)
        {
            ResolveIfDecided(market);
        }
    }

    /// <summary>
    /// The grid becomes 0.001 once the whole book lies beyond an extreme: best bid above 0.96 or best ask below 0.04, in Up
    /// terms. It never goes back (whether the venue's does is not documented). Resting orders stay where they are.
    /// </summary>
    internal void WatchTick(ListingState market)
    {
        var listing = market.Listing;
        if (listing.TickSize.Units <= TickSize.TenthOfCent.Units)
        {
            return;
        }

        var ask = market.Book[Side.Sell].Best;
        if (market.Book[Side.Buy].Best > 9_600 || (ask >= 0 && ask < 400))
        {
            ChangeTick(market, TickSize.TenthOfCent);
        }
    }

    /// <summary>Sets the grid for new orders; resting ones stay where they are.</summary>
    internal void ChangeTick(ListingState market, TickSize tick)
    {
        var listing = market.Listing;
        var old = listing.TickSize;
        if (tick != old)
        {
            listing.TickSize = tick;
            venue.Listener.TickSizeChanged(venue.Now, market.Id, old, tick);
        }
    }

    private void ResultDue(ListingState market)
    {
        switch (venue.HoldResult(market.Listing))
        {
            case null:
                market.ResolvesAt = Timestamp.Never;
                break;
            case { Micros: > 0 } longer:
                market.ResolvesAt = venue.Now + longer;
                venue.At(market.ResolvesAt, () => ResolveIfDecided(market));
                break;
            default:
                ResolveIfDecided(market);
                break;
        }
    }

    private void ResolveIfDecided(ListingState market)
    {
        if (market.IsResolved || WinnerOf(market) is not { } winner)
        {
            return;
        }

        var listing = market.Listing;
        listing.AcceptingOrders = false;
        listing.PriceToBeat = market.Strike;
        listing.FinalPrice = market.Final;
        listing.Winner = winner;
        foreach (var credential in credentials)
        {
            foreach (var live in credential.Open.FindAll(live => live.Market == market))
            {
                cancellation.End(live, VenueOrderStatus.CanceledMarketResolved);
            }
        }

        ledger.Redeem(market, winner, accounts);
        _running.Remove(market);
        market.ReleaseBook();
        venue.Listener.Resolved(venue.Now, market.Id, winner);
    }

    private static Outcome? WinnerOf(ListingState market)
    {
        if (market.DeclaredWinner is { } declared)
        {
            return declared;
        }

        return market.Strike is { } strike && market.Final is { } final
            ? final >= strike ? Outcome.Up : Outcome.Down
            : null;
    }

    /// <summary>
    /// Half of the delays uniform between minimum and median; above the median, the sixth power of a uniform number spreads them
    /// to the maximum, so that most stay near the median. Only minimum, median and maximum have been observed.
    /// </summary>
    private Duration ResolutionDelay()
    {
        var options = venue.Options;
        var draw = random.NextDouble() * 2;
        var median = options.ResolutionMedian.Micros;
        return draw < 1
            ? new Duration(options.ResolutionMin.Micros + (long)((median - options.ResolutionMin.Micros) * draw))
            : new Duration(median + (long)((options.ResolutionMax.Micros - median) * Math.Pow(draw - 1, 6)));
    }
}
