using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// Turns the venue's fills into the engine's: market and intent by our own tables. The same fill comes from the stream, from
/// questions and with each comparison; only what is new of it goes on.
/// </summary>
internal sealed class FillIntake(MarketDirectory directory, OrderGateway gateway, EngineDriver driver, INodeObserver observer)
{
    /// <summary>Fills by market, gone with it, with a bit for each status that was told: they come in any order and again. What the engine remembers of a market bounds what a market can have.</summary>
    private readonly Dictionary<MarketId, Dictionary<(Guid Trade, Hash256 Order), (IntentId Intent, int Statuses)>> _known = [];

    /// <summary>Orders of other epochs or other programs on this wallet; each gets a number of its own below zero.</summary>
    private readonly Dictionary<(MarketId Market, Hash256 Order), IntentId> _foreign = [];
    private long _lastForeign;

    /// <summary>Told after each fill that brought something new.</summary>
    public Action<Timestamp>? Taken { get; set; }

    /// <summary>Hands one fill to the engine; fills of tokens this node does not hold are another window's and pass by.</summary>
    public void Take(Timestamp now, in VenueFill fill)
    {
        if (!directory.TryToken(fill.Token, out var pair, out var outcome))
        {
            return;
        }

        if (!_known.TryGetValue(pair.Market, out var fills))
        {
            _known[pair.Market] = fills = [];
        }

        // The intent of the first telling stays: the gateway forgets finished orders while their fills are still being told.
        var seen = fills.TryGetValue((fill.Trade, fill.Order), out var before);
        var status = 1 << (int)fill.Status;
        if (seen && (before.Statuses & status) != 0)
        {
            return;
        }

        var intent = seen ? before.Intent : gateway.TryIntent(fill.Order, out var own) ? own : Foreign(pair.Market, fill.Order);
        fills[(fill.Trade, fill.Order)] = (intent, before.Statuses | status);
        var known = new Fill
        {
            Trade = fill.Trade,
            Intent = intent,
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

    /// <summary>The market has left: its slot will be another's.</summary>
    public void Forget(MarketId market)
    {
        _known.Remove(market);
        foreach (var key in _foreign.Keys.Where(key => key.Market == market).ToList())
        {
            _foreign.Remove(key);
        }
    }

    private IntentId Foreign(MarketId market, Hash256 order)
    {
        if (!_foreign.TryGetValue((market, order), out var intent))
        {
            intent = new IntentId(--_lastForeign);
            _foreign.Add((market, order), intent);
        }

        return intent;
    }
}
