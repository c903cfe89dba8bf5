using System.CommandLine;
using PolyCloud.Cli.Commands;

namespace PolyCloud.Cli;

/// <summary>The commands a person types, and the exit codes they end with.</summary>
public static class CommandLine
{
    /// <summary>0 done, 1 failed, 2 the command line or a setting is wrong, 3 something the machine needs is missing.</summary>
    public const int ExitDone = 0;

    public const int ExitFailed = 1;

    public const int ExitUsage = 2;

    public const int ExitMissing = 3;

    /// <summary>What `--help` begins with; docs/cli.md has the same codes, and a test compares them.</summary>
    private const string Description =
        """
        PolyCloud: market making on Polymarket's short-dated crypto windows.

        Exit codes:
          0  done
          1  failed: nobody answers, it was refused, or what was checked is not as it should be
          2  the command line or a setting is wrong; nothing was started
          3  something the machine or the environment needs is missing
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        var isSuggesting = arguments.Length > 0 && arguments[0].StartsWith("[suggest", StringComparison.Ordinal);
        if (parsed.Errors.Count > 0 && !isSuggesting)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync($"See polycloud {parsed.CommandResult.Command.Name} --help.");
            return ExitUsage;
        }

        try
        {
            // Our own exit codes, and our own time to stop: the library would end the process two seconds after Ctrl-C.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitUsage;
        }
        catch (CommandFailedException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitFailed;
        }
    }

    private static RootCommand Root() => new(Description)
    {
        UpCommand.Create(),
        SimulatorCommand.Create(),
        WorkerCommand.Create(),
        LiveCommand.Create(),
        DoctorCommand.Create(),
        StatusCommand.Create(),
        ControlPlaneCommand.Create(),
        WorkflowsCommand.Create(),
        KillCommand.Create(),
        ResumeCommand.Create(),
        KeysCommand.Create(),
        ParamsCommand.Create(),
        BotsCommand.Create(),
        OrdersCommand.Create(),
        PositionsCommand.Create(),
        RiskCommand.Create(),
        AlertsCommand.Create(),
        ReportCommand.Create(),
        CalibrateCommand.Create(),
        StrategiesCommand.Create(),
        SettingsCommand.Create(),
        JournalCommand.Create(),
        ReplayCommand.Create(),
        StressCommand.Create(),
        SimulateCommand.Create(),
        BacktestCommand.Create(),
        CompareCommand.Create(),
        RecordCommand.Create(),
        PaperCommand.Create(),
        SignOrderCommand.Create(),
        CompletionCommand.Create(),
        TestCommand.Create(),
    };
}

/// <summary>The command line or a setting is wrong: names it, the value, and what is allowed.</summary>
public sealed class UsageException(string message) : Exception(message);

/// <summary>The command could not do its work; the message says why and what to do.</summary>
public sealed class CommandFailedException(string message) : Exception(message);
