using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>
/// An entry that the exchange takes could, with everything else of its side that rests, never bring a window's net exposure beyond its
/// limit. Judged by what the exchange holds, not by what a worker believes.
/// </summary>
internal sealed class LimitsHold : IInvariant
{
    public string Name => "limits-hold";

    public string? Broken(SimulationScene scene)
    {
        foreach (var order in scene.Exchange.NewOrders)
        {
            if (!scene.Books.Orders.TryGetValue(order.Order.Id, out var written) || written.Purpose != OrderPurpose.Entry || order.Status != VenueOrderStatus.Live)
            {
                continue;
            }

            var rises = Change(order).IsPositive;
            var worst = Net(scene, order.Order.Listing);
            foreach (var live in scene.Exchange.Live.Values)
            {
                if (live.Order.Listing == order.Order.Listing && Change(live).IsPositive == rises)
                {
                    worst += Change(live);
                }
            }

            var size = rises ? worst : -worst;
            if (size > scene.Options.Engine.Risk.MaximumNetExposure)
            {
                return $"listing {order.Order.Listing.Slot}: an entry of {order.Remaining} could bring the net exposure to {size}; the limit is {scene.Options.Engine.Risk.MaximumNetExposure}";
            }
        }

        return null;
    }

    private static Size Change(VenueOrder order) => (order.Order.Outcome == Outcome.Up) == (order.Order.Side == Side.Buy) ? order.Remaining : -order.Remaining;

    private static Size Net(SimulationScene scene, ListingId listing) => Holdings.Of(scene, listing, Outcome.Up) - Holdings.Of(scene, listing, Outcome.Down);
}
