using System.Text.Encodings.Web;
using System.Text.Json;

namespace PolyCloud.Dashboard.Live;

/// <summary>One beat.</summary>
/// <param name="Sequence">Of the snapshot the panels show.</param>
/// <param name="Panels">Inner HTML of the panels that changed since the last beat, by id.</param>
internal sealed record LiveMessage(long Sequence, IReadOnlyDictionary<string, string> Panels)
{
    /// <summary>The message is parsed by a script and never written into a page, so HTML need not be escaped a second time.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
