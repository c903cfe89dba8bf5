using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Accounts;

/// <summary>The latest trades of one account.</summary>
internal sealed class TradeHistory
{
    /// <summary>Trades kept: more than a day of windows makes; an account that asks this late has its own records.</summary>
    internal const int TradesMax = 20_000;

    private readonly List<VenueTrade> _trades = [];

    internal void Add(VenueTrade trade)
    {
        if (_trades.Count == TradesMax)
        {
            // Half at once, so that forgetting stays cheap on average.
            _trades.RemoveRange(0, TradesMax / 2);
        }

        _trades.Add(trade);
    }

    internal IEnumerable<VenueTrade> NewestFirst()
    {
        for (var index = _trades.Count - 1; index >= 0; index--)
        {
            yield return _trades[index];
        }
    }
}
