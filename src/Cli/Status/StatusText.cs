using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Status;

/// <summary>The status document as people read it.</summary>
internal static class StatusText
{
    public static string Of(JsonNode status) => string.Join(Environment.NewLine, Lines(status));

    private static IEnumerable<string> Lines(JsonNode status)
    {
        yield return $"{status["state"]}  epoch {status["epoch"]}  venue {status["venueMode"]}  halt {status["halt"] ?? "none"}";
        yield return $"realised {status["totals"]?["realizedPnlUsd"]} USD  fees {status["totals"]?["feesUsd"]} USD  fills {status["totals"]?["fills"]}  orders {status["totals"]?["ordersPlaced"]}";
        foreach (var bot in status["bots"] as JsonArray ?? [])
        {
            yield return $"{bot!["bot"]} {bot["strategy"]}  {bot["state"]}  {bot["why"] ?? "-"}  realised {bot["realizedPnlUsd"]} USD  live orders {bot["liveOrders"]}";
        }

        foreach (var market in status["markets"] as JsonArray ?? [])
        {
            yield return $"{market!["slug"]}  {market["phase"]}  up {market["upShares"]} down {market["downShares"]}  unrealised {market["unrealizedPnlUsd"]} USD  live orders {market["liveOrders"]}  {market["notQuoting"] ?? "quoting"}";
        }

        foreach (var feed in status["feeds"] as JsonObject ?? [])
        {
            yield return $"feed {feed.Key}: {feed.Value}";
        }
    }
}
