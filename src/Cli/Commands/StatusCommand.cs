using System.CommandLine;
using System.Text.Json.Nodes;
using PolyCloud.Cli.Status;

namespace PolyCloud.Cli.Commands;

/// <summary>`status`: what is on, what is at risk, why it is not quoting; once, or again each second.</summary>
internal static class StatusCommand
{
    private static readonly Option<bool> Watch = new("--watch", "-w")
    {
        Description = "Show it anew each second until Ctrl-C. Into a file or pipe: one text after the other, or with --json one line each.",
    };

    public static Command Create()
    {
        var command = new Command("status", "Show what the running worker does: phases, positions, orders, feeds, and why it is not quoting.") { Declared.Data, Watch, Declared.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var worker = new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data)));
            if (parsed.GetValue(Watch))
            {
                await WatchAsync(worker, parsed.GetValue(Declared.Json), cancellation);
                return CommandLine.ExitDone;
            }

            var status = await worker.ReadAsync("status", cancellation);
            Answer.Say(parsed, status, StatusText.Of(status));
            return CommandLine.ExitDone;
        });
        return command;
    }

    private static Task WatchAsync(RunningWorker worker, bool json, CancellationToken cancellation)
    {
        var screen = Console.IsOutputRedirected || json ? null : new ScreenSize(() => Console.WindowWidth, () => Console.WindowHeight);
        return new StatusWatch(gone => worker.AskAsync(HttpMethod.Get, "status", null, gone), TimeProvider.System, Console.Out, screen, json).RunAsync(cancellation);
    }
}
