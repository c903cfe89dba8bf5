using System.CommandLine;
using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Commands;

/// <summary>`params`: settings of strategies, changed while the worker runs.</summary>
internal static class ParamsCommand
{
    private static readonly Argument<string[]> Settings = new("settings") { Description = "key=value as for --set; engine.asymmetric.* and engine.bots.* only.", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string?> Series = new("--series") { Description = "Only windows of this series: btc-5m." };

    private static readonly Option<string?> Market = new("--market") { Description = "Only the market of this condition id." };

    private static readonly Option<string?> Group = new("--group") { Description = "Only markets of this half, by a hash of their condition: A or B." };

    private static readonly Option<bool> AtOnce = new("--at-once") { Description = "Also in windows that are being traded now; without it from the next window on." };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for the log and the next person.", Required = true };

    public static Command Create()
    {
        var set = new Command("set", "Put settings on top of those the worker was started with. They outlive a restart. The most particular of market, series and all wins whole.")
        {
            Settings, Series, Market, Group, AtOnce, Reason, Declared.Data, Declared.Json,
        };
        set.SetAction((parsed, cancellation) => OrderAsync(parsed, parsed.GetValue(Settings)!, cancellation));
        var reset = new Command("reset", "Take back every setting given for all markets, a series or a market.") { Series, Market, Group, AtOnce, Reason, Declared.Data, Declared.Json };
        reset.SetAction((parsed, cancellation) => OrderAsync(parsed, [], cancellation));
        var show = new Command("show", "Print the settings in force beside those the worker was started with.") { Declared.Data, Declared.Json };
        show.SetAction(ShowAsync);
        return new Command("params", "Change the parameters of strategies in a running worker.") { set, reset, show };
    }

    private static async Task<int> OrderAsync(ParseResult parsed, string[] settings, CancellationToken cancellation)
    {
        var (series, market) = (parsed.GetValue(Series), parsed.GetValue(Market));
        if (series is not null && market is not null)
        {
            throw new UsageException("--series and --market exclude each other.");
        }

        await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).OrderAsync(
            "control/parameters",
            new JsonObject
            {
                ["settings"] = new JsonArray([.. settings.Select(setting => (JsonNode)setting)]),
                ["scope"] = market is not null ? "market" : series is not null ? "series" : "all",
                ["key"] = market ?? series ?? "",
                ["group"] = parsed.GetValue(Group),
                ["atOnce"] = parsed.GetValue(AtOnce),
                ["reset"] = settings.Length == 0,
                ["reason"] = parsed.GetRequiredValue(Reason),
            },
            cancellation);
        Answer.Done(parsed, settings.Length == 0 ? "reset." : parsed.GetValue(AtOnce) ? "in force now." : "in force from the next window on.");
        return CommandLine.ExitDone;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var status = await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).ReadAsync("status", cancellation);
        var changes = status["parameters"] as JsonArray ?? [];
        Answer.Say(parsed, changes, changes.Count == 0 ? "nothing was changed since the start." : string.Join(Environment.NewLine, changes.Select(change =>
            $"{change!["scope"]} {change["key"]} {change["group"]}: {string.Join(' ', change["settings"]!.AsArray())} ({change["why"]})")));
        return CommandLine.ExitDone;
    }
}
