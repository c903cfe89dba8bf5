namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Every order that the exchange took was written down before it was sent, and no intent became two orders.</summary>
internal sealed class OrdersAreWrittenFirst : IInvariant
{
    public string Name => "one-written-order-per-intent";

    public string? Broken(SimulationScene scene)
    {
        if (scene.Books.TwoOfOneIntent is { } two)
        {
            return $"one intent was signed as {two.First} and as {two.Second}";
        }

        foreach (var order in scene.Exchange.NewOrders)
        {
            if (!scene.Books.Orders.ContainsKey(order.Order.Id))
            {
                return $"the exchange took {order.Order.Id}, which no worker wrote down";
            }
        }

        return null;
    }
}
