using System.Text.Json;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.AzureTables;

/// <summary>Rows as the service's JSON, every column a string.</summary>
internal static class EntityJson
{
    private const string PartitionKey = "PartitionKey";
    private const string RowKey = "RowKey";
    private const string ETag = "odata.etag";

    public static byte[] Write(TableRow row)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString(PartitionKey, KeyEscaping.Escape(row.Partition));
            writer.WriteString(RowKey, KeyEscaping.Escape(row.Row));
            foreach (var (name, value) in row.Columns.OrderBy(static column => column.Key, StringComparer.Ordinal))
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="StoreUnavailableException">The answer is no entity this program wrote.</exception>
    public static TableRow Read(BinaryData content) => Guarded(content, Row);

    /// <exception cref="StoreUnavailableException">The answer is no list of entities this program wrote.</exception>
    public static List<TableRow> ReadPage(BinaryData content) =>
        Guarded(content, static root => root.GetProperty("value").EnumerateArray().Select(Row).ToList());

    /// <summary>The service's code of an error, or the empty text: <c>TableNotFound</c>.</summary>
    public static string ErrorCode(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty("odata.error", out var error) && error.TryGetProperty("code", out var code)
                ? code.GetString() ?? ""
                : "";
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static T Guarded<T>(BinaryData content, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(content.ToMemory());
            return read(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new StoreUnavailableException($"Table Storage answered with an entity that cannot be understood: {failure.Message}", failure);
        }
    }

    private static TableRow Row(JsonElement entity)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in entity.EnumerateObject())
        {
            // Control information and the service's own column.
            if (!property.Name.Contains('.', StringComparison.Ordinal) && property.Name is not (PartitionKey or RowKey or "Timestamp"))
            {
                columns.Add(property.Name, property.Value.GetString() ?? throw new FormatException($"the column {property.Name} is null"));
            }
        }

        return new TableRow(
            KeyEscaping.Unescape(entity.GetProperty(PartitionKey).GetString() ?? ""),
            KeyEscaping.Unescape(entity.GetProperty(RowKey).GetString() ?? ""),
            columns,
            entity.GetProperty(ETag).GetString() ?? "");
    }
}
