using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PolyCloud.Dashboard.Stored;

namespace PolyCloud.Dashboard.Pages;

/// <summary>What an address asks a page to show, reduced to the names that pages know: anything else is dropped.</summary>
public sealed class PageQuery
{
    /// <summary>Longer values name nothing we have.</summary>
    private const int MaximumLength = 80;

    private static readonly string[] Known = ["bot", "window", "state", "reason", "severity", "tab", HistoryRange.Parameter];

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    private readonly Lazy<string> _text;

    private PageQuery() => _text = new(() => QueryHelpers.AddQueryString("", _values.Select(static value => KeyValuePair.Create(value.Key, (string?)value.Value))));

    public static PageQuery Empty { get; } = new();

    public static PageQuery Of(IQueryCollection query)
    {
        var read = new PageQuery();
        foreach (var name in Known)
        {
            var value = query[name].ToString();
            if (value.Length is > 0 and <= MaximumLength)
            {
                read._values[name] = value;
            }
        }

        return read;
    }

    /// <summary>Empty where the address does not say.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>The same text for the same meaning: a key of caches, and the end of addresses; begins with a question mark or is empty.</summary>
    public string Text => _text.Value;

    /// <summary>The address of the same page with one thing changed; an empty value takes it away.</summary>
    public string With(string name, string value)
    {
        var changed = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, old) in _values)
        {
            changed[key] = old;
        }

        changed[name] = value;
        var query = QueryHelpers.AddQueryString("", changed.Where(static entry => !string.IsNullOrEmpty(entry.Value)));
        return query.Length == 0 ? "?" : query;
    }
}
