using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>No two live orders of the wallet could trade with each other, across both tokens of a window.</summary>
internal sealed class OwnOrdersNeverCross : IInvariant
{
    private long _version = -1;

    public string Name => "own-orders-never-cross";

    public string? Broken(SimulationScene scene)
    {
        if (_version == scene.Exchange.Version)
        {
            return null;
        }

        _version = scene.Exchange.Version;
        foreach (var bid in scene.Exchange.Live.Values.Where(order => UpSide(order) == Side.Buy))
        {
            foreach (var ask in scene.Exchange.Live.Values)
            {
                if (UpSide(ask) == Side.Sell && ask.Order.Listing == bid.Order.Listing && UpPrice(bid) >= UpPrice(ask))
                {
                    return $"listing {bid.Order.Listing.Slot}: a bid at {UpPrice(bid)} meets an own offer at {UpPrice(ask)}, in Up terms";
                }
            }
        }

        return null;
    }

    private static Side UpSide(VenueOrder order) => order.Order.Outcome == Outcome.Up ? order.Order.Side : order.Order.Side.Opposite();

    private static Price UpPrice(VenueOrder order) => order.Order.Outcome == Outcome.Up ? order.Price : order.Price.Complement;
}
