using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Accounting;

/// <summary>An account for spreadsheets and programs; every amount exact.</summary>
public static class AccountText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Csv(DayAccount account)
    {
        var text = new StringBuilder("at,kind,market,detail,shares,price,amount_usd,cost_usd,cash_usd,reference\n");
        foreach (var line in account.Windows.SelectMany(static window => window.Lines))
        {
            text.AppendJoin(
                ',', line.At, Kind(line), line.Market, line.Detail, line.Shares, line.Price?.ToString() ?? "", line.Amount, line.Cost, line.Cash, line.Reference).Append('\n');
        }

        return text.ToString();
    }

    public static string Json(DayAccount account) => new JsonObject
    {
        ["day"] = account.Partition,
        ["cashUsd"] = Dollars(account.Cash),
        ["windows"] = new JsonArray([.. account.Windows.Select(static window => (JsonNode)new JsonObject
        {
            ["market"] = window.Market,
            ["isSettled"] = window.IsSettled,
            ["cashUsd"] = Dollars(window.Cash),
            ["ledgerUsd"] = window.Ledger is { } ledger ? Dollars(ledger) : null,
            ["differenceUsd"] = window.Difference is { } difference ? Dollars(difference) : null,
            ["lines"] = new JsonArray([.. window.Lines.Select(static line => (JsonNode)new JsonObject
            {
                ["at"] = line.At.ToString(),
                ["kind"] = Kind(line),
                ["detail"] = line.Detail,
                ["shares"] = line.Shares.Units / 1_000_000m,
                ["price"] = line.Price is { } price ? price.Units / (decimal)Price.Scale : null,
                ["amountUsd"] = Dollars(line.Amount),
                ["costUsd"] = Dollars(line.Cost),
                ["cashUsd"] = Dollars(line.Cash),
                ["reference"] = line.Reference,
            })]),
        })]),
    }.ToJsonString(Indented) + "\n";

    private static string Kind(AccountLine line) => line.Kind.ToString().ToLowerInvariant();

    private static decimal Dollars(Money money) => money.Micros / 1_000_000m;
}
