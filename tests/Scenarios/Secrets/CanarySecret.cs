using System.Text;

namespace PolyCloud.Scenarios.Secrets;

/// <summary>One secret, and every form in which it could slip out.</summary>
internal sealed class CanarySecret
{
    private readonly List<(string Form, byte[] Bytes)> _needles = [];

    private CanarySecret(string name, string text, byte[] raw)
    {
        Name = name;
        Add("as bytes", raw);
        foreach (var (form, value) in (ReadOnlySpan<(string, string)>)
        [
            ("as given", text), ("hex", Convert.ToHexStringLower(raw)), ("base64", Convert.ToBase64String(raw)),
            ("hex of its text", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))), ("base64 of its text", Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        ])
        {
            var bare = value.TrimEnd('=');
            AddText(form, bare);
            AddText(form + ", of the other alphabet", bare.Replace('+', '-').Replace('/', '_'));
            AddText(form + ", of the other alphabet", bare.Replace('-', '+').Replace('_', '/'));
        }
    }

    public string Name { get; }

    /// <summary>A secret given as hexadecimal digits.</summary>
    public static CanarySecret Hex(string name, string digits) => new(name, digits, Convert.FromHexString(digits));

    /// <summary>A secret given as base64 of either alphabet.</summary>
    public static CanarySecret Base64(string name, string text)
    {
        var standard = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return new CanarySecret(name, text, Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '=')));
    }

    /// <summary>A secret that is its own text.</summary>
    public static CanarySecret Text(string name, string text) => new(name, text, Encoding.UTF8.GetBytes(text));

    /// <summary>The form in which the secret stands in these bytes; null where it does not.</summary>
    public string? FoundIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var (form, needle) in _needles)
        {
            if (bytes.IndexOf(needle) >= 0)
            {
                return form;
            }
        }

        return null;
    }

    private void AddText(string form, string text)
    {
        foreach (var written in (string[])[text, text.ToUpperInvariant(), text.ToLowerInvariant(), Swapped(text)])
        {
            Add(form, Encoding.ASCII.GetBytes(written));
            Add(form + ", UTF-16", Encoding.Unicode.GetBytes(written));
        }
    }

    private void Add(string form, byte[] needle) => _needles.Add((form, needle));

    private static string Swapped(string text) => string.Concat(text.Select(character => char.IsUpper(character) ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character)));
}
