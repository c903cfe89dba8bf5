using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PolyCloud.Simulator.Http;

/// <summary>The venue's paging: the cursor is the base-64 text of an offset, and −1 (<c>LTE=</c>) is the end.</summary>
internal static class Page
{
    /// <summary>Objects of one page.</summary>
    public const int Limit = 100;

    /// <summary>The offset of a cursor; 0 where there is none; −1 at the end marker; null where it is no cursor.</summary>
    public static int? Offset(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[16];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && int.TryParse(bytes[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) && offset >= -1
                ? offset
                : null;
    }

    /// <summary>Answers with the page at the request's cursor.</summary>
    public static VenueResponse Of<T>(VenueRequest request, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write)
    {
        if (Offset(request.Parameter("next_cursor")) is not { } offset)
        {
            return VenueResponse.Error(400, "invalid next_cursor");
        }

        var first = offset < 0 ? all.Count : Math.Min(offset, all.Count);
        var count = Math.Min(Limit, all.Count - first);
        var next = first + count < all.Count ? first + count : -1;
        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("limit", Limit);
            writer.WriteNumber("count", count);
            writer.WriteString("next_cursor", Convert.ToBase64String(Encoding.ASCII.GetBytes(next.ToString())));
            writer.WriteStartArray("data");
            for (var index = first; index < first + count; index++)
            {
                write(writer, all[index]);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }
}
