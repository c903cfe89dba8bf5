using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>What the agents of one window see: its fair value, and the best prices with everybody's orders. Prices in whole cents, Up terms.</summary>
public sealed class WindowMarket(ExchangeVenue venue, ListingId listing, MarketSpec spec, IOutcomeModel model)
{
    public const int CentUnits = 100;

    /// <summary>Before the end; fitted to the best sizes of the last two minutes, as is the power of 0.3.</summary>
    private const double CommittedSeconds = 120;

    public ExchangeVenue Venue => venue;

    public ListingId Listing => listing;

    public MarketSpec Spec => spec;

    /// <summary>Fair value of Up in cents, 0 to 100.</summary>
    public double FairCents { get; private set; } = 50;

    /// <summary>The underlying is in a run that makes Up more likely: takers who watch its order book see that, makers do not.</summary>
    public bool Rising { get; private set; }

    /// <summary>Share of its usual size that anybody still offers: less as the end comes near and a late move leaves no time to get out.</summary>
    public double Commitment { get; private set; } = 1;

    /// <summary>Best bid in cents rounded down, 0 where there is none.</summary>
    public int BestBid => venue.TryBest(listing, Side.Buy, out var best) ? best.Price.Units / CentUnits : 0;

    /// <summary>Best ask in cents rounded up, 100 where there is none.</summary>
    public int BestAsk => venue.TryBest(listing, Side.Sell, out var best) ? (best.Price.Units + CentUnits - 1) / CentUnits : 100;

    public void Observe(double dollars, long second) => model.Observe(dollars, second);

    public void Reprice(Timestamp now, UnderlyingPath path)
    {
        Rising = model.IsRising(now, path);
        Commitment = Math.Pow(Math.Clamp((spec.Closes - now).TotalSeconds / CommittedSeconds, 0.02, 1), 0.3);
        FairCents = 100 * model.Probability(now, path);
    }
}
