using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>What the documentation of a setting says, read from the file that the compiler writes beside each assembly.</summary>
public sealed partial class SettingDocumentation
{
    private readonly Dictionary<string, Dictionary<string, string>> _files = new(StringComparer.Ordinal);

    /// <summary>Empty where there is none.</summary>
    public string Of(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        var path = Path.ChangeExtension(owner.Assembly.Location, ".xml");
        if (!_files.TryGetValue(path, out var summaries))
        {
            _files[path] = summaries = Read(path);
        }

        return summaries.GetValueOrDefault($"P:{owner.FullName}.{property.Name}", "");
    }

    private static Dictionary<string, string> Read(string path) => !File.Exists(path)
        ? []
        : XDocument.Load(path).Descendants("member").ToDictionary(
            member => (string)member.Attribute("name")!,
            member => Blanks().Replace(Text(member.Element("summary")), " ").Trim(),
            StringComparer.Ordinal);

    /// <summary>The words of a summary; a reference to another setting is its name.</summary>
    private static string Text(XElement? summary) => string.Concat(summary?.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "see" } reference => ((string?)reference.Attribute("cref"))?.Split('.')[^1] ?? "",
        XElement element => element.Value,
        _ => node.ToString(),
    }) ?? []);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
