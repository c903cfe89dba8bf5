using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolyCloud.Dashboard.Charts;

/// <summary>How a chart is drawn.</summary>
public enum ChartKind : byte
{
    /// <summary>Lines over time; x in Unix seconds.</summary>
    Time,

    /// <summary>One bar for each label; x counts from 0.</summary>
    Bars,

    /// <summary>One dot for each label; x is a number.</summary>
    Points,
}

/// <summary>One line, row of bars or cloud of dots.</summary>
/// <param name="Tone">Its colour's role: accent, second, good, bad, muted.</param>
/// <param name="Values">One for each x; null where there is none.</param>
public sealed record ChartSeries(string Label, string Tone, IReadOnlyList<double?> Values, bool IsFilled = false, bool IsDashed = false);

/// <summary>What the page's script draws.</summary>
/// <param name="Unit">Of the values.</param>
/// <param name="Labels">Of bars and dots; empty for lines.</param>
public sealed record ChartData(ChartKind Kind, string Unit, IReadOnlyList<double> X, IReadOnlyList<ChartSeries> Series, IReadOnlyList<string> Labels, string XUnit = "")
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    [JsonIgnore]
    public bool IsEmpty => X.Count == 0 || (Kind == ChartKind.Time && X.Count < 2);

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static ChartData Over(string unit, IReadOnlyList<double> seconds, params ChartSeries[] series) => new(ChartKind.Time, unit, seconds, series, []);

    public static ChartData OfBars(string unit, string xUnit, IReadOnlyList<string> labels, params ChartSeries[] series) =>
        new(ChartKind.Bars, unit, [.. Enumerable.Range(0, labels.Count).Select(static place => (double)place)], series, labels, xUnit);
}
