using System.CommandLine;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PolyCloud.Cli.Up;
using PolyCloud.ContainerWorker.Settings;

namespace PolyCloud.Cli.Commands;

/// <summary>`settings`: every setting with its default and its documentation, as docs/configuration.md shows it.</summary>
internal static partial class SettingsCommand
{
    public static Command Create()
    {
        var command = new Command("settings", "Print every setting with its default, its range and what it does (Markdown).");
        command.SetAction(_ =>
        {
            Console.WriteLine("| key | default | what it does |");
            Console.WriteLine("|---|---|---|");
            var documents = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
            foreach (var (key, property, value) in SettingsBinder.Describe(new EngineSettings.Root()))
            {
                var owner = property.DeclaringType!;
                var path = Path.ChangeExtension(owner.Assembly.Location, ".xml");
                if (!documents.TryGetValue(path, out var summaries))
                {
                    documents[path] = summaries = Read(path);
                }

                Console.WriteLine($"| `{key}` | {value} | {summaries.GetValueOrDefault($"P:{owner.FullName}.{property.Name}", "")} |");
            }
        });
        return command;
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
