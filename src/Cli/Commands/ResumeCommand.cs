using System.CommandLine;
using System.Text.Json.Nodes;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.Cli.Commands;

/// <summary>`resume`: lifts a halt, never a phase.</summary>
internal static class ResumeCommand
{
    private static readonly Option<string> Reason = new("--reason") { Description = "Why it is safe again.", Required = true };

    /// <summary>Longer than a kill takes that has to wait for the exchange's own sweep.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var command = new Command("resume", "Lift a halt set by 'kill'. Phases stay as they are.") { Reason, Declared.Data, Declared.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = DataDirectory.Of(parsed.GetValue(Declared.Data));
            HaltFlag.Of(data).Lift();
            await ThroughControlPlaneAsync(data, parsed.GetRequiredValue(Reason), cancellation);
            var answer = await new RunningWorker(data).AskAsync(
                HttpMethod.Post, "control/resume", new JsonObject { ["reason"] = parsed.GetRequiredValue(Reason) }, cancellation);
            Answer.Done(parsed, answer is null ? "halt lifted; no worker is running." : "halt lifted.");
            return CommandLine.ExitDone;
        });
        return command;
    }

    // The control plane's halt stands until its kill switch has lifted it; a worker follows whichever is stricter.
    private static async Task ThroughControlPlaneAsync(string data, string reason, CancellationToken cancellation)
    {
        await using var controlPlane = await ControlPlaneCall.OpenAsync(data, cancellation);
        if (controlPlane is null)
        {
            return;
        }

        await controlPlane.KillSwitch.ResumeAsync(Guid.NewGuid().ToString("N"), reason, "cli", cancellation);
        var deadline = DateTimeOffset.UtcNow + Patience;
        while (!await controlPlane.KillSwitch.IsResumedAsync(cancellation))
        {
            if (DateTimeOffset.UtcNow > deadline)
            {
                throw new CommandFailedException($"The kill switch did not lift its halt within {Patience.TotalSeconds:0} s; see polycloud workflows show kill-switch-0.");
            }

            await Task.Delay(50, cancellation);
        }
    }
}
