using System.CommandLine;
using PolyCloud.Cli.Completion;

namespace PolyCloud.Cli.Commands;

/// <summary>`completion`: the script that lets a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new("shell") { Description = "bash or zsh." };

    public static Command Create()
    {
        Shell.CompletionSources.Clear();
        Shell.CompletionSources.Add("bash", "zsh");
        var command = new Command("completion", "Print a script that completes commands, options and values: source <(polycloud completion bash)") { Shell };
        command.SetAction(parsed =>
        {
            Console.Write(parsed.GetRequiredValue(Shell) switch
            {
                "bash" => ShellScripts.Bash,
                "zsh" => ShellScripts.Zsh,
                var other => throw new UsageException($"There is no script for '{other}'; allowed is bash, zsh."),
            });
            return CommandLine.ExitDone;
        });
        return command;
    }
}
