using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine.Parameters;
using PolyCloud.Storage.State;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>Parameter sets made of the worker's own and settings as people write them.</summary>
/// <param name="own">What the worker was started with; never changed.</param>
internal sealed class StrategySettings(StrategyParameters own)
{
    /// <summary>A new set; what is wrong is added to <paramref name="errors"/>.</summary>
    public StrategyParameters With(IReadOnlyList<string> settings, List<string> errors)
    {
        var root = new Root { Engine = ParameterCopy.Of(own) };
        SettingsBinder.Apply(root, settings, errors);
        errors.AddRange(root.Engine.Validate());
        return root.Engine;
    }

    /// <summary>Earlier settings and later ones; of one key only the latest is kept.</summary>
    public static IReadOnlyList<string> Join(IEnumerable<string> earlier, IReadOnlyList<string> later) =>
        [.. earlier.Where(setting => !later.Any(newer => KeyOf(newer).Equals(KeyOf(setting), StringComparison.OrdinalIgnoreCase))), .. later];

    private static string KeyOf(string setting) => setting.Split('=', 2)[0].Trim();

    private sealed record Root
    {
        public StrategyParameters Engine { get; init; } = new();
    }
}
