using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>
/// An entry that the exchange takes could, with everything else of its side that rests, never bring a window's net exposure beyond its
/// limit. Judged by what the exchange holds, not by what a worker believes; but executions that no worker can have heard of yet, because
/// its user stream was disturbed and the next comparison with the exchange is not due, may come on top.
/// </summary>
internal sealed class LimitsHold : IInvariant
{
    /// <summary>An execution is told within a moment where all is well.</summary>
    private static readonly Duration Told = Duration.FromSeconds(2);

    /// <summary>The exchange is asked every 30 s, and a call may time out and be made again.</summary>
    private static readonly Duration AskedFor = Duration.FromSeconds(45);

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
            if (size > scene.Options.Engine.Risk.MaximumNetExposure + Unheard(scene, order.Order.Listing, rises))
            {
                return $"listing {order.Order.Listing.Slot}: an entry of {order.Remaining} could bring the net exposure to {size}; the limit is {scene.Options.Engine.Risk.MaximumNetExposure}";
            }
        }

        return null;
    }

    private static Size Unheard(SimulationScene scene, ListingId listing, bool rises)
    {
        var since = scene.Now - (scene.DisturbedWithin(AskedFor) ? AskedFor : Told);
        var unheard = Size.Zero;
        foreach (var trade in scene.Exchange.TradesOf(listing))
        {
            if (trade.MatchTime < since)
            {
                continue;
            }

            if (trade.TakerCredential != CredentialId.Flow && Rises(trade.Outcome, trade.Side) == rises)
            {
                unheard += trade.Size;
            }

            foreach (var maker in trade.Makers)
            {
                unheard += maker.Credential != CredentialId.Flow && Rises(maker.Outcome, maker.Side) == rises ? maker.Size : Size.Zero;
            }
        }

        return unheard;
    }

    private static bool Rises(Outcome outcome, Side side) => (outcome == Outcome.Up) == (side == Side.Buy);

    private static Size Change(VenueOrder order) => (order.Order.Outcome == Outcome.Up) == (order.Order.Side == Side.Buy) ? order.Remaining : -order.Remaining;

    private static Size Net(SimulationScene scene, ListingId listing) => Holdings.Of(scene, listing, Outcome.Up) - Holdings.Of(scene, listing, Outcome.Down);
}
