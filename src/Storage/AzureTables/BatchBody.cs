using System.Globalization;
using System.Text;

namespace PolyCloud.Storage.AzureTables;

/// <summary>
/// An entity group transaction: one multipart request whose single change set holds all writes
/// (https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions).
/// </summary>
internal static class BatchBody
{
    // Boundaries may be constant: JSON escapes the line breaks that a boundary would need around it.
    private const string BatchBoundary = "batch_polycloud";
    private const string ChangeBoundary = "changeset_polycloud";

    public const string ContentType = "multipart/mixed; boundary=" + BatchBoundary;

    public static byte[] Write(string endpoint, IReadOnlyList<EntityWrite> writes)
    {
        using var stream = new MemoryStream();
        Line(stream, $"--{BatchBoundary}\r\nContent-Type: multipart/mixed; boundary={ChangeBoundary}\r\n");
        for (var position = 0; position < writes.Count; position++)
        {
            var write = writes[position];
            Line(stream, $"--{ChangeBoundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
            Line(stream, $"{write.Method} {endpoint}{write.Path} HTTP/1.1");
            Line(stream, $"Content-ID: {position}\r\nAccept: {TableStorageClient.JsonType}\r\nDataServiceVersion: 3.0\r\nPrefer: return-no-content");
            if (write.IfMatch.Length > 0)
            {
                Line(stream, "If-Match: " + write.IfMatch);
            }

            if (write.Body.Length > 0)
            {
                Line(stream, "Content-Type: application/json\r\nContent-Length: " + write.Body.Length.ToString(CultureInfo.InvariantCulture));
            }

            Line(stream, "");
            stream.Write(write.Body);
            Line(stream, "");
        }

        Line(stream, $"--{ChangeBoundary}--\r\n--{BatchBoundary}--");
        return stream.ToArray();
    }

    private static void Line(MemoryStream stream, string text)
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Write("\r\n"u8);
    }
}
