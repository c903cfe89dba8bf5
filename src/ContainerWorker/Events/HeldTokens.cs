using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Events;

namespace PolyCloud.ContainerWorker.Events;

/// <summary>
/// When a token begins to be held and when it ends, from fills alone. What merges and splits do is not seen: a token that was merged
/// away counts as held until its window pays. The ledger is right about money; this is for readers of events.
/// </summary>
internal sealed class HeldTokens
{
    /// <summary>Executions remembered to know a repeated one, also after their window was paid; a day of one series has fewer.</summary>
    private const int ExecutionsMaximum = 16_384;

    private readonly Dictionary<(MarketId Market, Outcome Outcome), Holding> _held = [];
    private readonly Dictionary<(Guid Trade, IntentId Intent), Fill> _counted = [];
    private readonly Queue<(Guid Trade, IntentId Intent)> _oldest = new();

    /// <summary>What the fill opened or closed, or null.</summary>
    public IEventData? OnFill(Timestamp now, in Fill fill)
    {
        var execution = (fill.Trade, fill.Intent);
        if (fill.Status == FillStatus.Failed)
        {
            return _counted.Remove(execution, out var before) ? Change(now, before, reversed: true) : null;
        }

        if (!_counted.TryAdd(execution, fill))
        {
            return null;
        }

        _oldest.Enqueue(execution);
        if (_oldest.Count > ExecutionsMaximum)
        {
            _counted.Remove(_oldest.Dequeue());
        }

        return Change(now, fill, reversed: false);
    }

    /// <summary>Tokens of the market that paid, or were worth nothing.</summary>
    public IEnumerable<PositionClosed> OnResolved(Timestamp now, MarketId market, Outcome winner)
    {
        foreach (var (key, holding) in _held.Where(held => held.Key.Market == market).ToList())
        {
            _held.Remove(key);
            var paid = key.Outcome == winner ? new Money(holding.Shares) : Money.Zero;
            yield return new PositionClosed(key.Outcome.ToString(), (holding.Cash + paid).ToString(), (now - holding.Since).Micros);
        }
    }

    private IEventData? Change(Timestamp now, in Fill fill, bool reversed)
    {
        var buys = fill.Side == Side.Buy;
        var shares = buys != reversed ? fill.Size.Units : -fill.Size.Units;
        var cash = (buys ? -fill.Amount : fill.Amount) - fill.Fee;
        var key = (fill.Market, fill.Outcome);
        var before = _held.TryGetValue(key, out var found) ? found : new Holding(0, Money.Zero, now);
        var after = before with { Shares = before.Shares + shares, Cash = before.Cash + (reversed ? -cash : cash) };
        if (after.Shares > 0)
        {
            _held[key] = after;
            return before.Shares > 0 ? null : new PositionOpened(fill.Outcome.ToString(), fill.Size.ToString(), fill.Price.ToString());
        }

        _held.Remove(key);
        return before.Shares > 0 ? new PositionClosed(fill.Outcome.ToString(), after.Cash.ToString(), (now - before.Since).Micros) : null;
    }

    /// <param name="Shares">In 1/1 000 000 share, as money is in 1/1 000 000 dollar.</param>
    /// <param name="Cash">Dollars received less dollars paid and fees.</param>
    private readonly record struct Holding(long Shares, Money Cash, Timestamp Since);
}
