using PolyCloud.Polymarket.Http;

namespace PolyCloud.Simulator.Http;

/// <summary>One HTTP request as it reaches the venue.</summary>
public sealed record VenueRequest
{
    public required VenueService Service { get; init; }

    /// <summary>Upper case: GET, POST, DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>Path with the leading slash, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query without the question mark, or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>The value of a header, whatever the case of its name, or null.</summary>
    public Func<string, string?> Header { get; init; } = static _ => null;

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Comes from this machine: only then may it switch faults. True for callers in the same process.</summary>
    public bool IsLoopback { get; init; } = true;

    /// <summary>The request a client's protocol code built, as the venue sees it.</summary>
    public static VenueRequest From(HttpCall call)
    {
        var parts = call.PathAndQuery.Split('?', 2);
        return new VenueRequest
        {
            Service = call.Service,
            Method = call.Method,
            Path = parts[0],
            Query = parts.Length > 1 ? parts[1] : "",
            Header = name => call.Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value,
            Body = call.Body,
        };
    }

    /// <summary>The first value of a query parameter, or null.</summary>
    internal string? Parameter(string name) => Parameters(name).FirstOrDefault();

    /// <summary>Every value of a query parameter, in order.</summary>
    internal IEnumerable<string> Parameters(string name) =>
        from pair in Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = pair.Split('=', 2)
        where parts.Length == 2 && parts[0] == name
        select Uri.UnescapeDataString(parts[1].Replace('+', ' '));
}

/// <summary>The venue's answer.</summary>
/// <param name="RetryAfterSeconds">The Retry-After header; 0 is none.</param>
public readonly record struct VenueResponse(int Status, ReadOnlyMemory<byte> Body, int RetryAfterSeconds = 0)
{
    /// <summary>Headers beside Retry-After and the content type; null is none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    internal static VenueResponse Ok(byte[] body) => new(200, body);

    /// <summary>The venue's error object with its own text.</summary>
    internal static VenueResponse Error(int status, string text) => new(status, Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", text);
        writer.WriteEndObject();
    }));
}
