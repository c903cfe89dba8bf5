using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>
/// Every order that the exchange took was written down before it was sent, and no intent became two orders. An intent may be signed
/// anew where the venue refused the first signature for its version; the exchange must not take both.
/// </summary>
internal sealed class OrdersAreWrittenFirst : IInvariant
{
    private readonly Dictionary<(long Epoch, IntentId Intent), Hash256> _taken = [];

    public string Name => "one-written-order-per-intent";

    public string? Broken(SimulationScene scene)
    {
        foreach (var order in scene.Exchange.NewOrders)
        {
            var hash = order.Order.Id;
            if (!scene.Books.Orders.TryGetValue(hash, out var written))
            {
                return $"the exchange took {hash}, which no worker wrote down";
            }

            if (!_taken.TryAdd((written.Epoch, written.Intent), hash) && _taken[(written.Epoch, written.Intent)] != hash)
            {
                return $"the exchange took two orders of intent {written.Intent.Number} of epoch {written.Epoch}: {_taken[(written.Epoch, written.Intent)]} and {hash}";
            }
        }

        return null;
    }
}
