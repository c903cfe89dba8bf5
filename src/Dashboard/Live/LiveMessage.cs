using System.Text.Json;

namespace PolyCloud.Dashboard.Live;

/// <summary>One beat.</summary>
/// <param name="Sequence">Of the snapshot the panels show.</param>
/// <param name="Panels">Inner HTML of the panels that changed since the last beat, by id.</param>
internal sealed record LiveMessage(long Sequence, IReadOnlyDictionary<string, string> Panels)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}
