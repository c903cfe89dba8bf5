using System.Collections.Frozen;
using System.Security.Cryptography;

namespace PolyCloud.Dashboard.Hosting;

/// <summary>Scripts and styles, out of this assembly: nothing is ever fetched from elsewhere.</summary>
internal static class EmbeddedAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = Load();

    /// <summary>False where the chart library was not there when the program was built.</summary>
    public static bool HasCharts => All.ContainsKey("uplot.js");

    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>With the content's digest, so that browsers may keep it for ever.</summary>
    public static string Address(string name) => $"/assets/{name}?v={All[name].Version}";

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(EmbeddedAssets).Assembly;
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            assets.Add(resource[Prefix.Length..], new Asset(content, TypeOf(resource), Convert.ToHexStringLower(SHA256.HashData(content))[..16]));
        }

        return assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        _ => "image/svg+xml",
    };
}

/// <summary>One file as it is sent.</summary>
internal sealed record Asset(byte[] Content, string Type, string Version);
