using System.CommandLine;
using System.Text.Json.Nodes;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.Storage.Control;

namespace PolyCloud.Cli.Commands;

/// <summary>`kill`: halt and clear, proved by asking the exchange.</summary>
internal static class KillCommand
{
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for the log and the next person.", Required = true };

    private static readonly Option<int> Patience = new("--timeout") { Description = "Seconds to wait for the proof (1 to 120).", DefaultValueFactory = _ => 20 };

    private static readonly Option<bool> Flatten = new("--flatten") { Description = "Cancel every order, then close what is held, taking where it must, instead of only halting. Needs a running worker; outlives a restart." };

    public static Command Create()
    {
        var command = new Command("kill", "Halt: cancel every order and open nothing until 'resume'. The halt outlives a restart.") { Reason, Declared.Data, Patience, Flatten, Declared.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            Answer.Done(parsed, await RunAsync(
                DataDirectory.Of(parsed.GetValue(Declared.Data)), parsed.GetRequiredValue(Reason), parsed.GetValue(Patience), parsed.GetValue(Flatten), cancellation));
            return CommandLine.ExitDone;
        });
        return command;
    }

    /// <returns>What was proved.</returns>
    private static Task<string> RunAsync(string data, string reason, int patienceSeconds, bool flatten, CancellationToken cancellation)
    {
        if (patienceSeconds is < 1 or > 120)
        {
            throw new UsageException($"--timeout is {patienceSeconds}; allowed is 1 to 120.");
        }

        return flatten ? FlattenAsync(data, reason, patienceSeconds, cancellation) : HaltAsync(data, reason, patienceSeconds, cancellation);
    }

    private static async Task<string> FlattenAsync(string data, string reason, int patienceSeconds, CancellationToken cancellation)
    {
        var worker = new RunningWorker(data);
        if ((string?)(await worker.AskAsync(HttpMethod.Post, "control/flatten", new JsonObject { ["reason"] = reason }, cancellation))?["status"] != "accepted")
        {
            throw new CommandFailedException($"No worker answers in {data}: nothing was closed. 'kill' without --flatten sets a halt that the next worker starts with.");
        }

        JsonNode? status = null;
        var deadline = DateTimeOffset.UtcNow.AddSeconds(patienceSeconds);
        while (DateTimeOffset.UtcNow < deadline)
        {
            status = await worker.AskAsync(HttpMethod.Get, "status", null, cancellation);
            if (status?["flatten"] is not null && (bool?)status["flat"] == true)
            {
                return "flat: no order is left and nothing is held that could be sold. " + Holdings(status);
            }

            await Task.Delay(50, cancellation);
        }

        throw new CommandFailedException($"Not flat within {patienceSeconds} s; the worker goes on closing. {(status is null ? "It does not answer." : Holdings(status))}");
    }

    private static string Holdings(JsonNode status) => string.Join(" ", (status["markets"] as JsonArray ?? []).Select(market =>
        $"{market!["slug"]}: {market["upShares"]} Up, {market["downShares"]} Down, {market["liveOrders"]} orders."));

    private static async Task<string> HaltAsync(string data, string reason, int patienceSeconds, CancellationToken cancellation)
    {
        // The file first: it holds even where no worker answers, and the next worker starts halted.
        Directory.CreateDirectory(data);
        HaltFlag.Of(data).Halt(new HaltRecord(reason, "cli", new Polymarket.Sessions.Clock(TimeProvider.System).Now));
        var worker = new RunningWorker(data);
        await worker.AskAsync(HttpMethod.Post, "control/halt", new JsonObject { ["reason"] = reason }, cancellation);

        // Then the control plane: it asks the exchange by itself, and cancels there where the worker does not.
        await using var controlPlane = await ControlPlaneCall.OpenAsync(data, cancellation);
        var killId = Guid.NewGuid().ToString("N");
        if (controlPlane is not null)
        {
            await controlPlane.KillSwitch.KillAsync(killId, reason, "cli", cancellation);
        }

        var deadline = DateTimeOffset.UtcNow.AddSeconds(patienceSeconds);
        while (DateTimeOffset.UtcNow < deadline)
        {
            var status = await worker.AskAsync(HttpMethod.Get, "status", null, cancellation);
            if (controlPlane is not null && await controlPlane.KillSwitch.ReportAsync(killId, cancellation) is { IsClear: true } report)
            {
                return $"halted and clear: the control plane asked the exchange. {string.Join("; ", report.Steps)}.";
            }

            if (status is null && controlPlane is null)
            {
                throw new CommandFailedException($"The halt is set in {data}, but no worker answers there: it was not proved that no order is left. The exchange's dead-man switch cancels a dead worker's orders within 15 s.");
            }

            if (status?["halt"] is not null && (bool?)status["clear"] == true)
            {
                return "halted and clear: the exchange was asked and has no order of this worker.";
            }

            await Task.Delay(50, cancellation);
        }

        throw new CommandFailedException($"The halt is set, but nobody proved that it is clear within {patienceSeconds} s; see polycloud status.");
    }
}
