using System.CommandLine;

namespace PolyCloud.Cli.Commands;

/// <summary>`test` needs the SDK, so the script at the repository's root runs it; reached only when the program is called directly.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var command = new Command("test", "Build everything and run every test; the last line is 'N passed, N failed'. Run it as ./polycloud test.");
        command.SetAction(int (ParseResult _) => throw new UsageException("Tests are built and run by the script at the repository's root: ./polycloud test."));
        return command;
    }
}
