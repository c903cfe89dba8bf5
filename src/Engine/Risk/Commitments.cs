using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>What all markets together have cost and may still cost. Counted when first asked for in a look, then grown order by order.</summary>
internal sealed class Commitments
{
    private readonly MarketTable _markets;
    private readonly OrderTable _orders;
    private Money _total;
    private Money _openBuys;
    private bool _known;

    public Commitments(MarketTable markets, OrderTable orders)
    {
        _markets = markets;
        _orders = orders;
    }

    /// <summary>Cost of positions and open buys.</summary>
    public Money Total
    {
        get
        {
            Count();
            return _total;
        }
    }

    /// <summary>What open buys may still cost.</summary>
    public Money OpenBuys
    {
        get
        {
            Count();
            return _openBuys;
        }
    }

    public void Forget() => _known = false;

    public void Add(in OrderRecord order)
    {
        if (_known && order.Side == Side.Buy)
        {
            var cost = Money.Notional(order.Price, order.Remaining, Rounding.Up);
            _total += cost;
            _openBuys += cost;
        }
    }

    private void Count()
    {
        if (_known)
        {
            return;
        }

        _known = true;
        _total = Money.Zero;
        _openBuys = Money.Zero;
        foreach (var id in _markets.Active)
        {
            var exposure = Exposure.Of(_markets[id], _orders);
            _total += exposure.Cost + exposure.OpenBuys;
            _openBuys += exposure.OpenBuys;
        }
    }
}
