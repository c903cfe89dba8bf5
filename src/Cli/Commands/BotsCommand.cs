using System.CommandLine;
using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Commands;

/// <summary>`bots`: what each does, and starting, pausing and stopping them one by one.</summary>
internal static class BotsCommand
{
    private static readonly Argument<string> Bot = new("bot") { Description = "Name of its strategy, or its number: b0." };

    private static readonly Option<int> Seconds = new("--seconds") { Description = "Length of the pause; 0 lasts until it is resumed." };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for the log and the next person.", Required = true };

    public static Command Create()
    {
        var list = new Command("list", "Print every bot with its state, and why it does not trade.") { Declared.Data, Declared.Json };
        list.SetAction(ListAsync);
        return new Command("bots", "See and move the bots of a running worker. What is done outlives a restart.")
        {
            list,
            Order("pause", "Open nothing until resumed; what is held is closed by the rules.", Seconds),
            Order("resume", "End a pause."),
            Order("stop", "Cancel its quotes, close what it holds, and stop."),
            Order("start", "Start one that was stopped or re-armed."),
            Order("halt", "Stop it at once, by emergency; only rearm brings it back."),
            Order("rearm", "Take responsibility for what stopped it; then start it."),
        };
    }

    private static Command Order(string name, string description, params Option[] options)
    {
        var command = new Command(name, description) { Bot, Reason, Declared.Data, Declared.Json };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).OrderAsync(
                "control/bots",
                new JsonObject
                {
                    ["bot"] = parsed.GetRequiredValue(Bot),
                    ["signal"] = name,
                    ["seconds"] = options.Length > 0 ? parsed.GetValue(Seconds) : 0,
                    ["reason"] = parsed.GetRequiredValue(Reason),
                },
                cancellation);
            Answer.Done(parsed, "done.");
            return CommandLine.ExitDone;
        });
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var status = await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).ReadAsync("status", cancellation);
        var bots = status["bots"] as JsonArray ?? [];
        Answer.Say(parsed, bots, string.Join(Environment.NewLine, bots.Select(static bot => $"{bot!["bot"]} {bot["strategy"],-16} {bot["state"],-13} {bot["why"] ?? "-"}  realised {bot["realizedPnlUsd"]} USD  live orders {bot["liveOrders"]}{(bot["pausedUntil"] is { } until ? "  until " + until : "")}")));
        return CommandLine.ExitDone;
    }
}
