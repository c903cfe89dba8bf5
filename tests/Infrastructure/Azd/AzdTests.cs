using System.Text.Json;
using System.Text.RegularExpressions;
using PolyCloud.Infrastructure.Reading;

namespace PolyCloud.Infrastructure.Azd;

public sealed partial class AzdTests
{
    private static string Yaml => File.ReadAllText(Repository.Of("azure.yaml"));

    [GrammarFact(NeedsFacts = true)]
    public void The_project_file_is_valid_against_its_schema() =>
        Assert.Equal("", NodeTool.Run("validate.mjs", Path.Combine(Repository.Shared, "azure.yaml.schema.json"), Repository.Of("azure.yaml")));

    [GrammarFact(NeedsFacts = true)]
    public void A_service_that_has_neither_project_nor_image_is_noticed()
    {
        var wrong = Path.GetTempFileName();
        try
        {
            File.WriteAllText(wrong, Yaml.Replace("    project: ./src/Functions\n", "", StringComparison.Ordinal));
            Assert.Contains("/services/control", NodeTool.Run("validate.mjs", Path.Combine(Repository.Shared, "azure.yaml.schema.json"), wrong), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(wrong);
        }
    }

    [GrammarFact]
    public void Every_service_has_its_resource_by_its_tag()
    {
        var services = ServicePattern().Matches(Yaml[Yaml.IndexOf("services:", StringComparison.Ordinal)..]).Select(static match => match.Groups["name"].Value).ToList();
        Assert.Equal(["worker", "control"], services);
        var tags = BicepFile.All.SelectMany(static file => TagPattern().Matches(file.Text)).Select(static match => match.Groups["name"].Value);
        Assert.Equal(services.Order(StringComparer.Ordinal), tags.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_path_of_the_project_file_is_there()
    {
        foreach (var project in ProjectPattern().Matches(Yaml).Select(static match => match.Groups["path"].Value))
        {
            Assert.NotEmpty(Directory.GetFiles(Repository.Of(project), "*.csproj"));
        }

        var docker = Path.GetFullPath(Path.Combine(Repository.Of("src", "Cli"), DockerPattern().Match(Yaml).Groups["path"].Value));
        Assert.True(File.Exists(docker), docker);
        Assert.True(File.Exists(Repository.Of("infra", "bicep", "main.bicep")));
    }

    [GrammarFact]
    public void The_parameter_file_gives_only_parameters_that_are_declared_and_all_that_have_no_default()
    {
        using var given = JsonDocument.Parse(File.ReadAllText(Repository.Of("infra", "bicep", "main.parameters.json")));
        var names = given.RootElement.GetProperty("parameters").EnumerateObject().Select(static parameter => parameter.Name).ToList();
        var declared = BicepFile.Named("main.bicep").Parameters.Select(static parameter => parameter.Name).ToList();
        Assert.Empty(names.Except(declared, StringComparer.Ordinal));
        Assert.Contains("environmentName", names);
        Assert.Contains("location", names);
    }

    [Fact]
    public void Without_a_choice_it_trades_on_paper() =>
        Assert.Contains("${POLYCLOUD_MODE=paper}", File.ReadAllText(Repository.Of("infra", "bicep", "main.parameters.json")), StringComparison.Ordinal);

    [GeneratedRegex("^  (?<name>[a-z]+):$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServicePattern();

    [GeneratedRegex("'azd-service-name': '(?<name>[a-z]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagPattern();

    [GeneratedRegex("^    project: (?<path>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectPattern();

    [GeneratedRegex("^      path: (?<path>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DockerPattern();
}
