using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Commands;

/// <summary>`status`: what is on, what is at risk, why it is not quoting.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Option<bool> Json = new("--json") { Description = "The worker's whole status document." };

    public static Command Create()
    {
        var command = new Command("status", "Show what the running worker does: phases, positions, orders, feeds, and why it is not quoting.") { Declared.Data, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = DataDirectory.Of(parsed.GetValue(Declared.Data));
            var status = await new RunningWorker(data).AskAsync(HttpMethod.Get, "status", null, cancellation)
                ?? throw new CommandFailedException($"No worker answers for {data}. Start one with: polycloud up");
            Console.WriteLine(parsed.GetValue(Json) ? status.ToJsonString(Indented) : Describe(status));
            return CommandLine.ExitDone;
        });
        return command;
    }

    private static string Describe(JsonNode status)
    {
        var lines = new List<string>
        {
            $"{status["state"]}  epoch {status["epoch"]}  venue {status["venueMode"]}  halt {status["halt"] ?? "none"}",
            $"realised {status["totals"]?["realizedPnlUsd"]} USD  fees {status["totals"]?["feesUsd"]} USD  fills {status["totals"]?["fills"]}  orders {status["totals"]?["ordersPlaced"]}",
        };
        foreach (var market in status["markets"]?.AsArray() ?? [])
        {
            lines.Add($"{market!["slug"]}  {market["phase"]}  up {market["upShares"]} down {market["downShares"]}  unrealised {market["unrealizedPnlUsd"]} USD  live orders {market["liveOrders"]}  {market["notQuoting"] ?? "quoting"}");
        }

        foreach (var feed in status["feeds"]?.AsObject() ?? [])
        {
            lines.Add($"feed {feed.Key}: {feed.Value}");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
