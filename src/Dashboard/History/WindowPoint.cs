using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.History;

/// <summary>One moment of a window. Prices are of Up, 0 to 1 dollar; null where there was none.</summary>
/// <param name="Underlying">Dollars.</param>
/// <param name="FairValue">Probability of Up.</param>
/// <param name="OurBid">Best of our buys of Up and sells of Down, seen as Up.</param>
public readonly record struct WindowPoint(Timestamp At, double? Underlying, double? FairValue, double? Bid, double? Ask, double? OurBid, double? OurAsk)
{
    public static WindowPoint Of(MarketSnapshot market, Timestamp at)
    {
        double? ourBid = null, ourAsk = null;
        foreach (var order in market.View.LiveOrders)
        {
            var price = Dollars(order.Outcome == Outcome.Up ? order.Price : order.Price.Complement);
            if (order.Side == Side.Buy == (order.Outcome == Outcome.Up))
            {
                ourBid = ourBid is { } bid ? Math.Max(bid, price) : price;
            }
            else
            {
                ourAsk = ourAsk is { } ask ? Math.Min(ask, price) : price;
            }
        }

        var fair = market.Signals.FairValue;
        return new WindowPoint(at, market.View.Underlying, fair.IsValid ? fair.UpProbability : null, Dollars(market.View.Up.BestBid), Dollars(market.View.Up.BestAsk), ourBid, ourAsk);
    }

    private static double? Dollars(Price? price) => price is { } known ? Dollars(known) : null;

    private static double Dollars(Price price) => price.Units / (double)Price.Scale;
}
