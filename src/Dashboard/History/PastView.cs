using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.History;

/// <summary>What pages may ask about the past of this process.</summary>
public sealed class PastView(IReadOnlyDictionary<string, IReadOnlyList<WindowPoint>> windows, IReadOnlyDictionary<string, IReadOnlyList<BotPoint>> bots)
{
    public static PastView Empty { get; } = new(new Dictionary<string, IReadOnlyList<WindowPoint>>(StringComparer.Ordinal), new Dictionary<string, IReadOnlyList<BotPoint>>(StringComparer.Ordinal));

    /// <summary>Windows that can be looked back at, by slug.</summary>
    public IEnumerable<string> Windows => windows.Keys;

    public IReadOnlyList<WindowPoint> Window(string slug) => windows.GetValueOrDefault(slug, []);

    public IReadOnlyList<BotPoint> Bot(string id) => bots.GetValueOrDefault(id, []);
}
