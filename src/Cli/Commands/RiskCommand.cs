using System.CommandLine;
using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Commands;

/// <summary>`risk`: how near every limit is, and what has tripped.</summary>
internal static class RiskCommand
{
    public static Command Create()
    {
        var command = new Command("risk", "Print equity, every limit of a running worker with what is used of it, the fullest first, and its circuit breakers.") { Declared.Data, Declared.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var risk = await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).ReadAsync("risk", cancellation);
            Answer.Say(parsed, risk, string.Join(Environment.NewLine, Lines(risk)));
            return CommandLine.ExitDone;
        });
        return command;
    }

    private static IEnumerable<string> Lines(JsonNode risk)
    {
        var limits = risk["limits"]!;
        yield return $"equity {limits["equityUsd"]} USD  today {limits["todayUsd"]} USD  drawdown {limits["drawdownPercent"]} %  committed {limits["committedUsd"]} USD  flatten {limits["flatten"] ?? "no"}";
        foreach (var gauge in (limits["limits"] as JsonArray ?? []).OrderByDescending(static gauge => (decimal)gauge!["used"]!))
        {
            yield return $"{(decimal)gauge!["used"]! * 100,5:0} %  {gauge["name"]}  {gauge["value"]} of {gauge["limit"]} {gauge["unit"]}  {gauge["scope"]}";
        }

        foreach (var breaker in (risk["breakers"] as JsonArray ?? []).OrderByDescending(static breaker => (bool)breaker!["isTripped"]!))
        {
            yield return $"{((bool)breaker!["isTripped"]! ? "TRIPPED" : "armed"),-7}  {breaker["name"]}  {breaker["scope"]}  {breaker["value"] ?? "-"} of {breaker["threshold"]} {breaker["unit"]}{(breaker["until"] is { } until ? "  until " + until : "")}";
        }
    }
}
