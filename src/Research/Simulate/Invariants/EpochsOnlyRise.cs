namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>No epoch is used twice or after a later one, and once a worker has taken over no order of an earlier epoch is taken.</summary>
internal sealed class EpochsOnlyRise : IInvariant
{
    private int _looked;
    private long _highest;

    public string Name => "epochs-only-rise";

    public string? Broken(SimulationScene scene)
    {
        for (; _looked < scene.Books.Epochs.Count; _looked++)
        {
            if (scene.Books.Epochs[_looked] <= _highest)
            {
                return $"epoch {scene.Books.Epochs[_looked]} began after epoch {_highest}";
            }

            _highest = scene.Books.Epochs[_looked];
        }

        foreach (var order in scene.Exchange.NewOrders)
        {
            if (scene.Books.Orders.TryGetValue(order.Order.Id, out var written) && written.Epoch < scene.Books.TradingEpoch)
            {
                return $"the exchange took an order of epoch {written.Epoch} while epoch {scene.Books.TradingEpoch} traded";
            }
        }

        return null;
    }
}
