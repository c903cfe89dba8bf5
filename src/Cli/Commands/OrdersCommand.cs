using System.CommandLine;
using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Commands;

/// <summary>`orders`: what rests at the venue now, or what became of the newest.</summary>
internal static class OrdersCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Also those that have ended: the newest the worker remembers, with the reason." };

    public static Command Create()
    {
        var command = new Command("orders", "Print the live orders of a running worker.") { Declared.Data, All, Declared.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var orders = await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).ReadAsync(parsed.GetValue(All) ? "orders?all=true" : "orders", cancellation);
            Answer.Say(parsed, orders, Text(orders["items"] as JsonArray ?? []));
            return CommandLine.ExitDone;
        });
        return command;
    }

    private static string Text(JsonArray orders) => orders.Count == 0
        ? "no order."
        : string.Join(Environment.NewLine, orders.Select(static order =>
            $"{order!["id"],-8} {order["market"]}  {order["bot"]}  {order["purpose"]} {order["side"]} {order["sizeShares"]} {order["outcome"]} at {order["price"]}  matched {order["matchedShares"]}  {order["state"]}"
            + $"  {order["reason"] ?? ""}  placed {order["placed"]}"));
}
