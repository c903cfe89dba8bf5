using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>One owner's orders on one side, one at most at each cent.</summary>
public sealed class Ladder(WindowMarket market, Side side)
{
    private readonly FlowOrder[] _orders = new FlowOrder[100];

    /// <summary>True where an order still rests at that cent.</summary>
    public bool Holds(int cent) => !_orders[cent].IsNone && market.Venue.FlowRest(_orders[cent]).IsPositive;

    public bool Touched(int cent) => !_orders[cent].IsNone;

    public void Place(int cent, Size size) =>
        _orders[cent] = market.Venue.PlaceFlow(market.Listing, side, Price.Cents(cent), size);

    public void Cancel(int cent)
    {
        if (_orders[cent].IsNone)
        {
            return;
        }

        _ = market.Venue.CancelFlow(_orders[cent]);
        _orders[cent] = FlowOrder.None;
    }

    public void Clear()
    {
        for (var cent = 1; cent < _orders.Length; cent++)
        {
            Cancel(cent);
        }
    }
}
