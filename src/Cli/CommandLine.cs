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

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("PolyCloud: market making on Polymarket's short-dated crypto windows.")
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
            TestCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
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
}

/// <summary>The command line or a setting is wrong: names it, the value, and what is allowed.</summary>
public sealed class UsageException(string message) : Exception(message);

/// <summary>The command could not do its work; the message says why and what to do.</summary>
public sealed class CommandFailedException(string message) : Exception(message);
