using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>What all markets together have cost and may still cost. Counted when first asked for in a look, then grown order by order.</summary>
internal sealed class Commitments
{
    private readonly MarketTable _markets;
    private readonly OrderTable _orders;
    private readonly Money[] _ofBot;
    private Money _total;
    private Money _openBuys;
    private Money _openNotional;
    private bool _known;

    public Commitments(MarketTable markets, OrderTable orders, int bots)
    {
        _markets = markets;
        _orders = orders;
        _ofBot = new Money[bots];
    }

    /// <summary>Cost of positions and open buys.</summary>
    public Money Total => Known()._total;

    /// <summary>The same of one bot.</summary>
    public Money OfBot(BotId bot) => Known()._ofBot[bot.Number];

    /// <summary>What open buys may still cost.</summary>
    public Money OpenBuys => Known()._openBuys;

    /// <summary>Price times remaining size of all open orders.</summary>
    public Money OpenNotional => Known()._openNotional;

    public void Forget() => _known = false;

    public void Add(in OrderRecord order)
    {
        if (_known)
        {
            Count(order);
        }
    }

    private Commitments Known()
    {
        if (_known)
        {
            return this;
        }

        _known = true;
        (_total, _openBuys, _openNotional) = (Money.Zero, Money.Zero, Money.Zero);
        Array.Clear(_ofBot);
        foreach (var id in _markets.Active)
        {
            Count(_markets[id]);
        }

        return this;
    }

    private void Count(Market market)
    {
        foreach (var seat in market.Seats)
        {
            ref readonly var books = ref seat.Ledger.Books;
            Spend(seat.Bot.Id, books.Up.Cost + books.Down.Cost);
        }

        foreach (var index in market.Open)
        {
            ref readonly var order = ref _orders[index];
            if (order.Side == Side.Buy)
            {
                Spend(order.Bot, Money.Notional(order.Price, order.Outstanding, Rounding.Up));
            }

            Count(order);
        }
    }

    private void Count(in OrderRecord order)
    {
        var cost = Money.Notional(order.Price, order.Remaining, Rounding.Up);
        _openNotional += cost;
        if (order.Side == Side.Buy)
        {
            _openBuys += cost;
            Spend(order.Bot, cost);
        }
    }

    private void Spend(BotId bot, Money cost)
    {
        _total += cost;
        _ofBot[bot.Number] += cost;
    }
}
