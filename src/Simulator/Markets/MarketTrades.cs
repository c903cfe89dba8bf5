using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Markets;

/// <summary>The latest trades of a market, and its last price in each second that traded.</summary>
internal sealed class MarketTrades
{
    // What the venue's own page of live activity shows.
    private const int TradesMaximum = 50;

    // A fifteen-minute window and its lead trade in fewer seconds; of longer markets the latest remain.
    private const int SecondsMaximum = 1_800;

    private readonly Queue<VenueTrade> _trades = new();
    private readonly Queue<(long Second, Price Up)> _prices = new();
    private (long Second, Price Up)? _open;

    public IEnumerable<VenueTrade> NewestFirst => _trades.Reverse();

    /// <summary>Oldest first.</summary>
    public IEnumerable<(long Second, Price Up)> Prices => _open is { } open ? _prices.Append(open) : _prices;

    public void Add(Timestamp at, VenueTrade trade)
    {
        if (_trades.Count == TradesMaximum)
        {
            _trades.Dequeue();
        }

        _trades.Enqueue(trade);
        if (_open is { } open && open.Second != at.Seconds)
        {
            if (_prices.Count == SecondsMaximum)
            {
                _prices.Dequeue();
            }

            _prices.Enqueue(open);
        }

        _open = (at.Seconds, trade.Outcome == Outcome.Up ? trade.Price : trade.Price.Complement);
    }
}
