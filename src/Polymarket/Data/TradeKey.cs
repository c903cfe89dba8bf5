using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Data;

/// <summary>
/// Names one public trade. Several fills of one transaction can be equal in every field, so the key ends with an ordinal: the
/// place among its equals.
/// </summary>
public readonly record struct TradeKey(string TransactionHash, string TokenId, Side Side, Size Size, Price Price, int Ordinal);

/// <summary>
/// Drops trades that an earlier, overlapping reading told already. Each reading must hold a trade's equals together, as one page or
/// one run of pages does: the ordinal is counted within the reading.
/// </summary>
public sealed class TradeDeduplicator
{
    /// <summary>
    /// Keys remembered: more than any overlap of two readings (a page has at most 500 rows). The oldest are forgotten first.
    /// </summary>
    public const int MaximumKeys = 100_000;

    private readonly HashSet<TradeKey> _seen = [];
    private readonly Queue<TradeKey> _order = [];

    /// <summary>The trades of one reading that no earlier reading told, with their keys.</summary>
    public IReadOnlyList<KeyValuePair<TradeKey, DataTrade>> News(IEnumerable<DataTrade> reading)
    {
        var counts = new Dictionary<TradeKey, int>();
        var news = new List<KeyValuePair<TradeKey, DataTrade>>();
        foreach (var trade in reading)
        {
            var first = new TradeKey(trade.TransactionHash, trade.TokenId, trade.Side, trade.Size, trade.Price, 0);
            var ordinal = counts.GetValueOrDefault(first);
            counts[first] = ordinal + 1;
            var key = first with { Ordinal = ordinal };
            if (_seen.Add(key))
            {
                _order.Enqueue(key);
                news.Add(KeyValuePair.Create(key, trade));
            }
        }

        while (_order.Count > MaximumKeys)
        {
            _seen.Remove(_order.Dequeue());
        }

        return news;
    }
}
