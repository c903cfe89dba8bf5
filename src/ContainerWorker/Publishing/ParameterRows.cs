using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>The settings the worker was started with, each with its default and its words.</summary>
internal static class ParameterRows
{
    /// <summary>What a proposal may change while the engine runs.</summary>
    private static readonly string[] Changeable = ["engine.asymmetric.", "engine.bots."];

    public static IReadOnlyList<ParameterSnapshot> Of(EngineOptions options)
    {
        var documentation = new SettingDocumentation();
        var defaults = SettingsBinder.Describe(new EngineOptions(), "engine.").ToDictionary(static setting => setting.Key, static setting => setting.Value, StringComparer.Ordinal);
        return [.. SettingsBinder.Describe(options, "engine.").Select(setting => new ParameterSnapshot(
            setting.Key, setting.Value, defaults.GetValueOrDefault(setting.Key, ""), documentation.Of(setting.Property),
            Changeable.Any(prefix => setting.Key.StartsWith(prefix, StringComparison.Ordinal))))];
    }
}
