using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PolyCloud.Cli.Clock;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Cli.Commands;

/// <summary>The options of `up`, parsed and within range.</summary>
public sealed record UpOptions
{
    /// <summary>How many windows to trade; null trades until stopped.</summary>
    public int? Windows { get; init; }

    /// <summary>Which windows.</summary>
    public required WindowSeries Series { get; init; }

    /// <summary>Multi-outcome events of so many outcomes instead of windows; null trades windows.</summary>
    public int? EventOutcomes { get; init; }

    public double Speed { get; init; }

    /// <summary>At least one; several only in one process.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    public ulong Seed => Seeds[0];

    public bool SummaryAsJson { get; init; }

    public bool InProcess { get; init; }

    public bool Recorded { get; init; }

    public string? Recording { get; init; }

    public bool Azurite { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>Where the run is journaled, or null for no journal.</summary>
    public string? Journal { get; init; }

    /// <summary>Unix seconds of the simulated start; null is the fixed default.</summary>
    public long? StartSeconds { get; init; }

    public int SimulatorPort { get; init; }

    public int WorkerPort { get; init; }

    /// <summary>An exchange that is already up, instead of starting one.</summary>
    public string? SimulatorAddress { get; init; }

    /// <summary>The clock of that exchange; null is the present time at its own pace.</summary>
    public ClockOrigin? SimulatorClock { get; init; }

    public IReadOnlyList<string> Waived { get; init; } = [];

    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>What goes wrong at the simulated venue on purpose.</summary>
    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];

    /// <summary>The same as they were given, for the simulator's own command line.</summary>
    public IReadOnlyList<string> FaultTexts { get; init; } = [];
}

/// <summary>The declared options, shared by the commands that take them.</summary>
public static class Declared
{
    public static Option<int?> Windows { get; } = Whole("--windows", "Windows to trade, then stop clear (1 to 100000). Without it: until Ctrl-C.", 1, 100_000);

    public static Option<double> Speed { get; } = Number("--speed", "Simulated seconds per real second (1 to 200). Over sockets a higher speed is a smoke test; its figures vary.", 1, 1, 200);

    public static Option<long> Seed { get; } = new("--seed") { Description = "Seed of everything random in the simulation.", DefaultValueFactory = _ => 1 };

    public static Option<string> Summary { get; } = OneOf("--summary", "How the closing summary is printed.", "text", "json");

    public static Option<bool> InProcess { get; } = new("--in-process") { Description = "Everything in one thread under virtual time: same seed, same trace hash." };

    public static Option<string> Source { get; } = OneOf("--source", "Where the order flow comes from.", "generated", "recorded");

    public static Option<string?> Recording { get; } = new("--recording") { Description = "A books_*.jsonl.gz recording, with --source recorded." };

    public static Option<string> Store { get; } = OneOf("--store", "Where state lives: the embedded file store, or Azurite (installed by npm; acknowledges before it writes, a hard kill loses up to 5 s).", "file", "azurite");

    public static Option<string?> Data { get; } = new("--data") { Description = "Directory of state, intent log and logs. Default: .polycloud/paper beside the program." };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text." };

    public static Option<string?> Journal { get; } = new("--journal") { Description = "Directory to journal every input and decision of the engine to, for 'polycloud replay'. Without it no journal is kept." };

    public static Option<string?> LiveData { get; } = new("--data") { Description = "Directory of state, intent log and logs. Default: .polycloud/live beside the program." };

    public static Option<string?> Venue { get; } = new("--venue") { Description = "One address that serves everything, such as a simulator's, instead of the venue.* settings." };

    public static Option<long?> Start { get; } = new("--start") { Description = "Unix seconds at which the simulation starts. Default: a fixed moment just before a window." };

    public static Option<int> SimulatorPort { get; } = Port("--port", "Port of the simulator on loopback; 0 takes a free one.", 0);

    public static Option<int> WorkerPort { get; } = Port("--worker-port", "Port of the worker's health and status on loopback; 0 takes a free one.", 0);

    public static Option<string?> SimulatorAddress { get; } = new("--simulator") { Description = "Address of an exchange simulator that is already up (http://127.0.0.1:PORT)." };

    public static Option<string[]> Waive { get; } = new("--waive") { Description = "A gate to waive for a recording that lacks its input, shown in the summary: oracle (no price of the underlying), prints (no trade prints). May be given twice." };

    public static Option<string?> Strategy { get; } = new("--strategy") { Description = "Strategies to run, one bot each, separated by commas; the same as --set engine.strategy=…. Default asymmetric." };

    public static Option<string?> Preset { get; } = new("--preset") { Description = "Settings to begin from: conservative (default), balanced or aggressive; the same as --set engine.preset=…." };

    public static Option<string[]> Set { get; } = new("--set") { Description = "A setting, key=value; see docs/configuration.md." };

    public static Option<string[]> Fault { get; } = new("--fault", "--faults") { Description = "A fault of the simulated venue: name[=rate][,key=value]..., for example silent-stall,after-ms=60000. May be given several times; GET /sim/faults lists them." };

    public static Option<bool> Supervised { get; } = new("--supervised") { Description = "Stop when standard input ends.", Hidden = true };

    public static Option<string?> Clock { get; } = new("--clock") { Description = "With --simulator: the clock of that simulator, as its first line tells it. Without: the present time." };

    public static Option<int> Port(string name, string description, int byDefault)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result => Check(result, name, 0, 65_535));
        return option;
    }

    private static Option<int?> Whole(string name, string description, int low, int high)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result => Check(result, name, low, high));
        return option;
    }

    private static Option<double> Number(string name, string description, double byDefault, double low, double high)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result => Check(result, name, low, high));
        return option;
    }

    private static Option<string> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = $"{description} [{string.Join('|', values)}]", DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>What is no number at all is complained about by the parser itself.</summary>
    private static void Check(OptionResult result, string name, double low, double high)
    {
        if (result.Tokens.Count == 1
            && double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && !(value >= low && value <= high))
        {
            result.AddError($"{name} is {value}; allowed is {low} to {high}.");
        }
    }
}
