using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Data;

/// <summary>How a condition was resolved, as the Data API tells it.</summary>
/// <param name="Status">As written.</param>
/// <param name="Reporter">UMA_OO, CHAINLINK, EOA, or a word nobody knows yet.</param>
/// <param name="Payouts">Micro-dollars a share pays, by outcome; empty before it is resolved.</param>
public sealed record DataResolution(string ConditionId, string Status, string Reporter, IReadOnlyList<long> Payouts) : ILooseReadable<DataResolution>
{
    public static DataResolution? Read(LooseElement json)
    {
        if (!json.IsObject || !(json["status"].IsThere || json["payouts"].IsThere))
        {
            return null;
        }

        var payouts = json["payouts"].Items.Select(item => item.Integer).ToList();
        return new(json["condition_id", "condition"].Text, json["status"].Text, json["reporter"].Text, payouts.Contains(null) ? [] : [.. payouts.Select(value => value!.Value)]);
    }
}
