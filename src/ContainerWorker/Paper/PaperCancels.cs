using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>Which orders a cancelling call means.</summary>
internal static class PaperCancels
{
    /// <summary>Each order by its name in the answer; the row is null where the call names an order nobody knows.</summary>
    public static List<(string Name, PaperRow? Row)> Named(HttpCall call, string path, IReadOnlyDictionary<Hash256, PaperRow> rows)
    {
        if (path == "/cancel-all")
        {
            return Open(rows, static _ => true);
        }

        using var document = JsonDocument.Parse(call.Body);
        var root = document.RootElement;
        switch (path)
        {
            case "/order":
                return [Find(root.GetProperty("orderID"), rows)];
            case "/orders":
                return [.. root.EnumerateArray().Select(order => Find(order, rows))];
            default:
                var market = root.TryGetProperty("market", out var condition) ? condition.GetString() : null;
                var token = root.TryGetProperty("asset_id", out var asset) ? asset.GetString() : null;
                return Open(rows, row => (market is null || row.Spec.ConditionId == market) && (token is null || row.Spec.TokenId(row.Outcome) == token));
        }
    }

    private static List<(string Name, PaperRow? Row)> Open(IReadOnlyDictionary<Hash256, PaperRow> rows, Func<PaperRow, bool> wanted) =>
        [.. rows.Values.Where(row => (row.IsOpen || row.Asked is not null) && wanted(row)).Select(static row => (row.Hash.ToString(), (PaperRow?)row))];

    private static (string Name, PaperRow? Row) Find(JsonElement name, IReadOnlyDictionary<Hash256, PaperRow> rows)
    {
        var text = name.GetString() ?? "";
        return (text, Hash256.TryParse(Encoding.ASCII.GetBytes(text), out var hash) && rows.TryGetValue(hash, out var row) ? row : null);
    }
}
