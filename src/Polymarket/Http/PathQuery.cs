using System.Globalization;
using System.Text;

namespace PolyCloud.Polymarket.Http;

/// <summary>A path with its query, built field by field; fields without a value are left out.</summary>
public sealed class PathQuery(string path)
{
    private readonly StringBuilder _text = new();

    public string Path => path;

    /// <summary>The question mark and the fields, or empty.</summary>
    public string Query => _text.ToString();

    public PathQuery With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public PathQuery With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public PathQuery With(string name, decimal? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public PathQuery With(string name, bool? value) => With(name, value is { } flag ? (flag ? "true" : "false") : null);

    /// <summary>The whole path and query.</summary>
    public override string ToString() => path + _text;

    /// <summary>A GET of a service that wants no proof.</summary>
    public HttpCall Get(long id, VenueService service) => new() { Id = id, Service = service, Method = "GET", PathAndQuery = ToString() };
}
