using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Data;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>Reads the Data API's word on a resolution.</summary>
internal static class DataPayout
{
    /// <summary>The payout of this condition; null where the answer proves none.</summary>
    public static Payout? Read(ReadOnlyMemory<byte> body, string conditionId)
    {
        var rows = Answer.Page<DataResolution>(body)?.Rows ?? (Answer.Data<DataResolution>(body) is { } only ? [only] : []);
        foreach (var row in rows)
        {
            var isOurs = row.ConditionId.Length == 0 ? rows.Count == 1 : row.ConditionId.Equals(conditionId, StringComparison.OrdinalIgnoreCase);
            if (isOurs && IsFinal(row.Status) && Payout.TryFrom(row.Payouts, out var payout))
            {
                return payout;
            }
        }

        return null;
    }

    /// <summary>A proposed or disputed payout is none; a status nobody knows proves nothing.</summary>
    private static bool IsFinal(string status) =>
        status.Length == 0
        || (status.EndsWith("resolved", StringComparison.OrdinalIgnoreCase) && !status.EndsWith("unresolved", StringComparison.OrdinalIgnoreCase))
        || status.EndsWith("settled", StringComparison.OrdinalIgnoreCase)
        || status.EndsWith("finalized", StringComparison.OrdinalIgnoreCase);
}
