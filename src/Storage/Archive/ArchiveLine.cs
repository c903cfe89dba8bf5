using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolyCloud.Storage.Archive;

/// <summary>The first line of an archive file.</summary>
internal sealed record ArchiveHead(int Format, string Table, string Partition);

/// <summary>A row, or the last line, which has only the number of rows.</summary>
internal sealed record ArchiveLine(string? Row, IReadOnlyDictionary<string, string>? Columns, int? Rows);

internal static class ArchiveJson
{
    /// <summary>As <see cref="JsonSerializerOptions.Web"/>, without what is not there.</summary>
    public static readonly JsonSerializerOptions Short = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
