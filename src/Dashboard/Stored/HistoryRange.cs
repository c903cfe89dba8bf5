using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Stored;

/// <summary>How far back charts look; without one they begin with the worker.</summary>
/// <param name="Name">In addresses: <c>24h</c>.</param>
/// <param name="Words">As people say it.</param>
/// <param name="IsDaily">Longer than the hours of bots are kept: a value a day, of all bots together.</param>
public sealed record HistoryRange(string Name, string Words, Duration Length, bool IsDaily)
{
    /// <summary>The address' word for it.</summary>
    public const string Parameter = "range";

    public static IReadOnlyList<HistoryRange> All { get; } =
    [
        new("24h", "24 hours", Duration.FromSeconds(24 * 3_600), IsDaily: false),
        new("30d", "30 days", Duration.FromSeconds(30 * 86_400), IsDaily: false),
        new("year", "a year", Duration.FromSeconds(365 * 86_400), IsDaily: true),
    ];

    /// <summary>One value of it.</summary>
    public string Period => IsDaily ? "day" : "hour";

    /// <summary>Null where there is none of that name.</summary>
    public static HistoryRange? Named(string name) => name.Length == 0 ? null : All.FirstOrDefault(range => range.Name == name);
}
