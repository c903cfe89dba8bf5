using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;

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

    /// <exception cref="UsageException">A key, value or gate is wrong; every problem is named.</exception>
    public static EngineOptions Read(IReadOnlyList<string> assignments, IReadOnlyList<string> waived)
    {
        var errors = new List<string>();
        var root = new Root();
        SettingsBinder.Apply(root, SettingsBinder.FromEnvironment(Environment.GetEnvironmentVariables()), errors);
        SettingsBinder.Apply(root, assignments, errors);
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
        return errors.Count == 0 ? root.Engine : throw new UsageException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>The tree of all settings.</summary>
    public sealed record Root
    {
        public EngineOptions Engine { get; init; } = new();
    }
}
