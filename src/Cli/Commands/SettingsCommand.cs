using System.CommandLine;
using PolyCloud.Cli.Up;
using PolyCloud.ContainerWorker.Settings;

namespace PolyCloud.Cli.Commands;

/// <summary>`settings`: every setting with its default and its documentation, as docs/configuration.md shows it.</summary>
internal static class SettingsCommand
{
    public static Command Create()
    {
        var command = new Command("settings", "Print every setting with its default, its range and what it does (Markdown).");
        command.SetAction(_ =>
        {
            Console.WriteLine("| key | default | what it does |");
            Console.WriteLine("|---|---|---|");
            var documentation = new SettingDocumentation();
            foreach (var (key, property, value) in SettingsBinder.Describe(new EngineSettings.Root()))
            {
                Console.WriteLine($"| `{key}` | {value} | {documentation.Of(property)} |");
            }
        });
        return command;
    }
}
