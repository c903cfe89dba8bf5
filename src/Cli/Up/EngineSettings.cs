using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;
using PolyCloud.Engine.Parameters;

namespace PolyCloud.Cli.Up;

/// <summary>The engine's options from defaults, environment and command line, in that order, checked before anything starts.</summary>
internal static class EngineSettings
{
    /// <summary>Every gate that may be waived, and what waiving it sets.</summary>
    private static readonly Dictionary<string, string> Gates = new(StringComparer.Ordinal)
    {
        ["oracle"] = "engine.signals.requireOracle=false",
        ["prints"] = "engine.asymmetric.requireTradePrint=false",
    };

    /// <summary>Options read elsewhere, with some of them changed.</summary>
    /// <exception cref="UsageException">A key or value is wrong; every problem is named.</exception>
    public static EngineOptions Change(EngineOptions options, IReadOnlyList<string> assignments)
    {
        var errors = new List<string>();
        var root = new Root { Engine = options };
        SettingsBinder.Apply(root, assignments, errors);
        errors.AddRange(root.Engine.Validate());
        return errors.Count == 0 ? root.Engine : throw new UsageException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>The engine's options alone, for simulated runs: where the venue is and the limits of real money are not theirs to set.</summary>
    /// <exception cref="UsageException">A key, value or gate is wrong; every problem is named.</exception>
    /// <param name="begin">What the settings are put on top of, from the preset's.</param>
    public static EngineOptions Read(IReadOnlyList<string> assignments, IReadOnlyList<string> waived, Func<EngineOptions, EngineOptions>? begin = null) =>
        ReadSimulated(assignments, waived, begin).Engine;

    /// <summary>The same with the settings of the API.</summary>
    /// <exception cref="UsageException">A key, value or gate is wrong; every problem is named.</exception>
    public static Root ReadSimulated(IReadOnlyList<string> assignments, IReadOnlyList<string> waived, Func<EngineOptions, EngineOptions>? begin = null) =>
        assignments.FirstOrDefault(IsOfLive) is { } foreign
            ? throw new UsageException($"{foreign.Split('=')[0]} is a setting of polycloud live and doctor only.")
            : ReadAll(assignments, waived, begin);

    /// <exception cref="UsageException">A key, value or gate is wrong; every problem is named.</exception>
    /// <param name="begin">What the settings are put on top of, from the preset's.</param>
    public static Root ReadAll(IReadOnlyList<string> assignments, IReadOnlyList<string> waived, Func<EngineOptions, EngineOptions>? begin = null)
    {
        var errors = new List<string>();
        List<string> all = [.. SettingsBinder.FromEnvironment(Environment.GetEnvironmentVariables()), .. assignments];
        var root = new Root { Engine = begin is null ? PresetOf(all) : begin(PresetOf(all)) };
        SettingsBinder.Apply(root, all, errors);
        foreach (var gate in waived)
        {
            if (Gates.TryGetValue(gate, out var assignment))
            {
                SettingsBinder.Apply(root, [assignment], errors);
            }
            else
            {
                errors.Add($"--waive is '{gate}'; allowed is {string.Join(", ", Gates.Keys)}.");
            }
        }

        errors.AddRange(root.Engine.Validate());
        root.Live.Validate(errors);
        root.Api.Validate(errors);
        root.Alerts.Validate(errors);
        root.Retention.Validate(errors);
        return errors.Count == 0 ? root : throw new UsageException(string.Join(Environment.NewLine, errors));
    }

    // The preset is what the other settings are put on top of, wherever it stands; a wrong name is found by the check at the end.
    private static EngineOptions PresetOf(List<string> assignments)
    {
        const string Key = "engine.preset=";
        var named = assignments.FindLast(assignment => assignment.StartsWith(Key, StringComparison.OrdinalIgnoreCase));
        return (named is null ? null : EnginePresets.Of(named[Key.Length..].Trim())) ?? new EngineOptions();
    }

    private static bool IsOfLive(string assignment) =>
        assignment.StartsWith("venue.", StringComparison.OrdinalIgnoreCase) || assignment.StartsWith("live.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The tree of all settings.</summary>
    public sealed record Root
    {
        public EngineOptions Engine { get; init; } = new();

        public VenueSettings Venue { get; init; } = new();

        public LiveSettings Live { get; init; } = new();

        public ApiSettings Api { get; init; } = new();

        public AlertSettings Alerts { get; init; } = new();

        public RetentionSettings Retention { get; init; } = new();

        /// <summary>Every address of the venue: all on one host where one is named, else each by its setting.</summary>
        /// <exception cref="UsageException">An address is wrong.</exception>
        public VenueAddresses Addresses(string? host)
        {
            var errors = new List<string>();
            var addresses = Venue.Read(errors);
            if (errors.Count > 0)
            {
                throw new UsageException(string.Join(Environment.NewLine, errors));
            }

            return host is null ? addresses
                : Uri.TryCreate(host, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? VenueAddresses.On(address) with { Nodes = addresses.Nodes }
                : throw new UsageException($"--venue is '{host}'; it must be an address such as http://127.0.0.1:8080.");
        }
    }
}
