using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>Turns the venue's fills into the engine's: market and intent by our own tables.</summary>
internal sealed class FillIntake(MarketDirectory directory, OrderGateway gateway, EngineDriver driver, INodeObserver observer)
{
    /// <summary>Orders of other epochs or other programs on this wallet; each gets a number of its own below zero.</summary>
    private const int MaximumForeignOrders = 10_000;

    private readonly Dictionary<Hash256, IntentId> _foreign = [];

    /// <summary>Told after each fill that was taken.</summary>
    public Action<Timestamp>? Taken { get; set; }

    /// <summary>Hands one fill to the engine; fills of tokens this node does not hold are another window's and pass by.</summary>
    public void Take(Timestamp now, in VenueFill fill)
    {
        if (!directory.TryToken(fill.Token, out var pair, out var outcome))
        {
            return;
        }

        var known = new Fill
        {
            Trade = fill.Trade,
            Intent = gateway.TryIntent(fill.Order, out var intent) ? intent : Foreign(fill.Order),
            Market = pair.Market,
            Outcome = outcome,
            Side = fill.Side,
            Price = fill.Price,
            Size = fill.Size,
            Amount = fill.Amount,
            Fee = fill.Fee,
            IsMaker = fill.IsMaker,
            Status = fill.Status,
            VenueTime = fill.VenueTime,
        };
        observer.Filled(now, known);
        driver.Engine.OnFill(now, known, driver.Effects);
        Taken?.Invoke(now);
    }

    private IntentId Foreign(Hash256 order)
    {
        if (!_foreign.TryGetValue(order, out var intent))
        {
            intent = _foreign.Count < MaximumForeignOrders ? new IntentId(-1 - _foreign.Count) : IntentId.None;
            _foreign.TryAdd(order, intent);
        }

        return intent;
    }
}
