using System.CommandLine;
using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.Cli.Commands;

/// <summary>`resume`: lifts a halt, never a phase.</summary>
internal static class ResumeCommand
{
    private static readonly Option<string> Reason = new("--reason") { Description = "Why it is safe again.", Required = true };

    public static Command Create()
    {
        var command = new Command("resume", "Lift a halt set by 'kill'. Phases stay as they are.") { Reason, Declared.Data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = DataDirectory.Of(parsed.GetValue(Declared.Data));
            HaltFlag.Of(data).Lift();
            var answer = await new RunningWorker(data).AskAsync(
                HttpMethod.Post, "control/resume", new JsonObject { ["reason"] = parsed.GetRequiredValue(Reason) }, cancellation);
            Console.WriteLine(answer is null ? "halt lifted; no worker is running." : "halt lifted.");
            return CommandLine.ExitDone;
        });
        return command;
    }
}
