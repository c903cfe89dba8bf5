using System.Globalization;

namespace PolyCloud.Storage.AzureTables;

/// <summary>One part of the answer to a batch: its status, its version where it was stored, its error where not.</summary>
internal sealed record BatchPart(int Status, string ETag, string Body)
{
    /// <summary>
    /// The position of the write that failed, from the message's text <c>3:The specified …</c>; null where the service does not say.
    /// </summary>
    public int? FailedPosition
    {
        get
        {
            const string Marker = "\"value\":\"";
            var start = Body.IndexOf(Marker, StringComparison.Ordinal);
            if (start < 0)
            {
                return null;
            }

            var text = Body.AsSpan(start + Marker.Length);
            var end = text.IndexOf(':');
            return end > 0 && int.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;
        }
    }
}

/// <summary>Reads the answer to a batch: a part for every write, or the one part of the write that failed all.</summary>
internal static class BatchAnswer
{
    private const string StatusLine = "HTTP/1.1 ";

    public static List<BatchPart> Read(string answer)
    {
        var parts = new List<BatchPart>();
        var start = answer.IndexOf(StatusLine, StringComparison.Ordinal);
        while (start >= 0)
        {
            var next = answer.IndexOf("\n" + StatusLine, start + StatusLine.Length, StringComparison.Ordinal);
            parts.Add(ReadPart(answer.AsSpan(start, (next < 0 ? answer.Length : next) - start)));
            start = next < 0 ? -1 : next + 1;
        }

        return parts;
    }

    private static BatchPart ReadPart(ReadOnlySpan<char> part)
    {
        _ = int.TryParse(part.Slice(StatusLine.Length, Math.Min(3, part.Length - StatusLine.Length)), out var status);
        var etag = "";
        foreach (var line in part.EnumerateLines())
        {
            const string Header = "etag:";
            if (line.StartsWith(Header, StringComparison.OrdinalIgnoreCase))
            {
                etag = line[Header.Length..].Trim().ToString();
            }
        }

        var body = part.IndexOf('{');
        return new BatchPart(status, etag, body < 0 ? "" : part[body..(part.LastIndexOf('}') + 1)].ToString());
    }
}
