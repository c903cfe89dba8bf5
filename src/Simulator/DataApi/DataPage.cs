using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.DataApi;

/// <summary>The Data API's envelopes and errors. Cursor only; the cursor is opaque to clients.</summary>
internal static class DataPage
{
    private const int LimitDefault = 100;
    private const int LimitMaximum = 500;

    public static VenueResponse Of<T>(VenueRequest request, IEnumerable<T> all, Action<Utf8JsonWriter, T> write)
    {
        var offset = 0;
        if (request.Parameter("cursor") is { Length: > 0 } cursor && !TryRead(cursor, out offset))
        {
            return Refuse("invalid cursor", "cursor");
        }

        var limit = int.TryParse(request.Parameter("limit"), out var asked) ? Math.Clamp(asked, 1, LimitMaximum) : LimitDefault;
        var page = all.Skip(offset).Take(limit + 1).ToList();
        var hasMore = page.Count > limit;
        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (var row in page.Take(limit))
            {
                write(writer, row);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("pagination");
            writer.WriteNumber("limit", limit);
            writer.WriteNumber("offset", offset);
            writer.WriteBoolean("has_more", hasMore);
            if (hasMore)
            {
                writer.WriteString("next_cursor", Convert.ToBase64String(Encoding.ASCII.GetBytes((offset + limit).ToString(CultureInfo.InvariantCulture))));
            }
            else
            {
                writer.WriteNull("next_cursor");
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }));
    }

    public static VenueResponse Single(Action<Utf8JsonWriter> writeValue) => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("data");
        writeValue(writer);
        writer.WriteEndObject();
    }));

    public static VenueResponse Refuse(string text, string parameter) => new(400, Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", text);
        writer.WriteString("code", "invalid_parameter");
        writer.WriteBoolean("retryable", false);
        writer.WriteString("trace_id", "0");
        writer.WriteString("parameter", parameter);
        writer.WriteEndObject();
    }));

    private static bool TryRead(string cursor, out int offset)
    {
        Span<byte> bytes = stackalloc byte[16];
        offset = 0;
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && int.TryParse(bytes[..length], CultureInfo.InvariantCulture, out offset) && offset >= 0;
    }
}
