using System.CommandLine;
using PolyCloud.Cli.Clock;
using PolyCloud.Cli.Up;

namespace PolyCloud.Cli.Commands;

/// <summary>`up`: exchange simulator and worker on this machine, trading until stopped.</summary>
internal static class UpCommand
{
    private static readonly Option<string> Seed = new("--seed") { Description = "Seed of everything random in the simulation; FIRST..LAST runs one after the other, with --in-process.", DefaultValueFactory = _ => "1" };

    public static Command Create()
    {
        var command = new Command("up", "Start the exchange simulator and the worker on this machine and trade BTC windows (--series) on paper. Ctrl-C cancels every order, proves that none is left, and prints a summary.")
        {
            SeriesOption.Option, EventsOption.Outcomes, Declared.Windows, Declared.Speed, Seed, Declared.Summary, Declared.InProcess, Declared.Source, Declared.Recording,
            Declared.Waive, Declared.Store, Declared.Data, Declared.Start, Declared.SimulatorPort, Declared.WorkerPort,
            Declared.SimulatorAddress, Declared.Clock, Declared.Strategy, Declared.Preset, Declared.Set, Declared.Fault, Declared.Journal,
        };
        command.SetAction((parsed, cancellation) => RunAsync(Read(parsed), cancellation));
        return command;
    }

    private static Task<int> RunAsync(UpOptions options, CancellationToken cancellation)
    {
        if (options.Recorded != options.Recording is not null)
        {
            throw new UsageException("--source recorded and --recording FILE go together.");
        }

        if (options.Recorded && options.Series.Name != "btc-5m")
        {
            throw new UsageException($"--series is {options.Series.Name}; recordings are of btc-5m.");
        }

        if (options.EventOutcomes is not null && (options.Recorded || !options.InProcess))
        {
            throw new UsageException("--events goes with --in-process and generated flow. Over sockets: 'simulator --events N', and 'worker --events tag:btc-price-range' beside it.");
        }

        if (options.Recording is { } file && !File.Exists(file))
        {
            throw new UsageException($"--recording is {file}; there is no such file.");
        }

        if (options.InProcess && options.Windows is null)
        {
            throw new UsageException("--in-process runs under virtual time and needs --windows N.");
        }

        if (options.Seeds.Count > 1 && !options.InProcess)
        {
            throw new UsageException("--seed names several seeds, which needs --in-process.");
        }

        if (options.SimulatorAddress is null && options.SimulatorClock is not null)
        {
            throw new UsageException("--clock goes with --simulator.");
        }

        if (options.SimulatorAddress is not null && (options.StartSeconds is not null || options.Speed != 1))
        {
            throw new UsageException("--start and --speed are the simulator's own where --simulator names one that is up; give its clock with --clock.");
        }

        if (options.SimulatorAddress is not null && options.Faults.Count > 0)
        {
            throw new UsageException("--fault is the simulator's own where --simulator names one that is up; switch it by POST /sim/faults there.");
        }

        return options.InProcess ? Task.FromResult(InProcessRun.Run(options)) : SupervisedRun.RunAsync(options, cancellation);
    }

    private static UpOptions Read(ParseResult parsed) => new()
    {
        Series = SeriesOption.Simulated(parsed),
        EventOutcomes = parsed.GetValue(EventsOption.Outcomes),
        Windows = parsed.GetValue(Declared.Windows),
        Speed = parsed.GetValue(Declared.Speed),
        Seeds = SeedOption.Read("--seed", parsed.GetValue(Seed)!),
        SummaryAsJson = parsed.GetValue(Declared.Summary) == "json",
        InProcess = parsed.GetValue(Declared.InProcess),
        Recorded = parsed.GetValue(Declared.Source) == "recorded",
        Recording = parsed.GetValue(Declared.Recording),
        Azurite = parsed.GetValue(Declared.Store) == "azurite",
        DataDirectory = DataDirectory.Of(parsed.GetValue(Declared.Data)),
        Journal = parsed.GetValue(Declared.Journal) is { } journal ? Path.GetFullPath(journal) : null,
        StartSeconds = parsed.GetValue(Declared.Start),
        SimulatorPort = parsed.GetValue(Declared.SimulatorPort),
        WorkerPort = parsed.GetValue(Declared.WorkerPort),
        SimulatorAddress = parsed.GetValue(Declared.SimulatorAddress),
        SimulatorClock = parsed.GetValue(Declared.Clock) is { } clock
            ? ClockOrigin.Parse(clock) ?? throw new UsageException($"--clock is '{clock}'; it must be the clock that a simulator prints in its first line.")
            : null,
        Waived = parsed.GetValue(Declared.Waive) ?? [],
        Settings =
        [
            .. Assignment("engine.strategy", parsed.GetValue(Declared.Strategy)),
            .. Assignment("engine.preset", parsed.GetValue(Declared.Preset)),
            .. parsed.GetValue(Declared.Set) ?? [],
        ],
        Faults = FaultArguments.Read(parsed),
        FaultTexts = parsed.GetValue(Declared.Fault) ?? [],
    };

    private static string[] Assignment(string key, string? value) => value is null ? [] : [$"{key}={value}"];
}
