using System.Diagnostics;
using PolyCloud.Cli.Tests.Scene;

namespace PolyCloud.Cli.Tests.Completion;

[Collection(Typed.Name)]
public sealed class CompletionTests
{
    [Theory]
    [InlineData("polycloud sta", "status")]
    [InlineData("polycloud kill --time", "--timeout")]
    [InlineData("polycloud workflows l", "list")]
    [InlineData("polycloud completion ", "bash zsh")]
    [InlineData("polycloud up --summary ", "json text")]
    public async Task A_real_bash_that_has_read_the_script_offers_what_could_follow(string line, string offered)
    {
        using var directory = new ScratchDirectory();
        var (code, script, _) = await Typed.RunAsync("completion", "bash");
        Assert.Equal(0, code);
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "script"), script);
        var program = Path.Combine(directory.Path, "polycloud");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{typeof(CommandLine).Assembly.Location}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var found = await BashAsync(
            directory.Path,
            """
            source ./script; PATH="$PWD:$PATH"
            COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}; read -r -a COMP_WORDS <<<"$1"
            [ "${1: -1}" != " " ] || COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            complete -p polycloud >/dev/null || exit 9
            _polycloud_complete; printf '%s\n' "${COMPREPLY[@]}"
            """,
            line);
        Assert.All(offered.Split(' '), word => Assert.Contains(word, found));
        Assert.All(found.Where(static word => word.Length > 0), word => Assert.StartsWith(line.Split(' ')[^1], word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_shell_that_has_no_script_is_named_with_those_that_have()
    {
        var (code, _, complained) = await Typed.RunAsync("completion", "fish");
        Assert.Equal(2, code);
        Assert.Contains("'fish'; allowed is bash, zsh", complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_of_zsh_asks_the_same_question()
    {
        var (code, script, _) = await Typed.RunAsync("completion", "zsh");
        Assert.Equal(0, code);
        Assert.Contains("[suggest:${#rest}]", script, StringComparison.Ordinal);
        Assert.Contains("compdef _polycloud polycloud", script, StringComparison.Ordinal);
    }

    private static async Task<string[]> BashAsync(string directory, string script, string line)
    {
        var start = new ProcessStartInfo("bash", ["--norc", "-c", script, "bash", line]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = directory };
        using var bash = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var complained = bash.StandardError.ReadToEndAsync(patience.Token);
            var printed = await bash.StandardOutput.ReadToEndAsync(patience.Token);
            await bash.WaitForExitAsync(patience.Token);
            Assert.True(bash.ExitCode == 0, printed + await complained);
            return printed.Split('\n');
        }
        finally
        {
            if (!bash.HasExited)
            {
                bash.Kill(entireProcessTree: true);
            }
        }
    }
}
