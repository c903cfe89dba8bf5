using System.CommandLine;
using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Commands;

/// <summary>`positions`: what is held in each window.</summary>
internal static class PositionsCommand
{
    public static Command Create()
    {
        var command = new Command("positions", "Print what a running worker holds in each window, and what it came to.") { Declared.Data, Declared.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var positions = await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).ReadAsync("positions", cancellation);
            Answer.Say(parsed, positions, Text(positions["items"] as JsonArray ?? []));
            return CommandLine.ExitDone;
        });
        return command;
    }

    private static string Text(JsonArray positions) => positions.Count == 0
        ? "no window."
        : string.Join(Environment.NewLine, positions.Select(static position =>
            $"{position!["id"]}  {position["phase"]}  up {Held(position["up"])}  down {Held(position["down"])}  net {position["netShares"]}  realised {position["realizedPnlUsd"]} USD  unrealised {position["unrealizedPnlUsd"]} USD"));

    private static string Held(JsonNode? holding) => $"{holding?["shares"]} (confirmed {holding?["confirmedShares"]}, cost {holding?["costUsd"]} USD, bid {holding?["bestBid"] ?? "-"})";
}
