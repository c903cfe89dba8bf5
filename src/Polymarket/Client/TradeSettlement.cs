using PolyCloud.Polymarket.Clob.Accounts;

namespace PolyCloud.Polymarket.Client;

/// <summary>How the trades of one placement have settled. A success is every trade confirmed; some confirmed and some failed is none.</summary>
/// <param name="Confirmed">Ids settled on chain.</param>
/// <param name="Failed">Ids that failed: what they filled is to be taken back.</param>
/// <param name="Pending">Ids still under way, told under a word nobody knows, or not found yet.</param>
public sealed record TradeSettlement(IReadOnlyList<string> Confirmed, IReadOnlyList<string> Failed, IReadOnlyList<string> Pending)
{
    public bool IsComplete => Pending.Count == 0;

    /// <summary>Complete, and nothing failed.</summary>
    public bool IsSuccess => IsComplete && Failed.Count == 0 && Confirmed.Count > 0;

    /// <summary>Sorts every id that was asked for; one that was not found is pending, never forgotten.</summary>
    public static TradeSettlement Of(IReadOnlyList<string> tradeIds, IReadOnlyList<AccountTrade> found)
    {
        var (confirmed, failed, pending) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var id in tradeIds)
        {
            var told = found.Where(trade => trade.Id == id).ToList();
            (told.Exists(trade => trade.IsFailed) ? failed : told.Exists(trade => trade.IsConfirmed) ? confirmed : pending).Add(id);
        }

        return new TradeSettlement(confirmed, failed, pending);
    }
}
