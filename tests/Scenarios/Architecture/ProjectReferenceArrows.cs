using System.Xml.Linq;

namespace PolyCloud.Scenarios.Architecture;

/// <summary>Who may know whom, read from the project files: the table of docs/architecture.md.</summary>
public sealed class ProjectReferenceArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Engine"] = [],
        ["Polymarket"] = ["Engine"],
        ["Exchange"] = ["Engine"],
        ["Simulator"] = ["Engine", "Exchange", "Polymarket"],
        ["Orchestrations"] = ["Engine"],
        ["Storage"] = ["Engine", "Orchestrations"],

        // AzureContracts: declarations of the official packages, where those are not served; never shipped.
        ["Functions"] = ["Orchestrations", "Storage", "Polymarket", "AzureContracts"],
        ["ReadModel"] = ["Engine"],
        ["Dashboard"] = ["ReadModel"],
        ["ContainerWorker"] = ["Engine", "Exchange", "Polymarket", "Orchestrations", "Storage", "ReadModel", "Dashboard"],
        ["Research"] = ["Engine", "Exchange", "Polymarket", "Simulator", "Orchestrations", "Storage", "ReadModel", "Dashboard", "ContainerWorker"],
        ["Cli"] = ["Engine", "Exchange", "Polymarket", "Simulator", "Orchestrations", "Storage", "ReadModel", "Dashboard", "ContainerWorker", "Research"],
    };

    public static TheoryData<string> Projects()
    {
        var projects = new TheoryData<string>();
        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.Root, "src")))
        {
            projects.Add(Path.GetFileName(folder));
        }

        return projects;
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_architecture_allows(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out var allowed), $"src/{project} is not in the table of docs/architecture.md.");
        var references = References(project);
        Assert.All(references, reference => Assert.Contains(reference, allowed));
    }

    [Fact]
    public void Only_the_functions_know_the_declarations_of_Azure()
    {
        var knowing = Allowed.Keys.Where(static project => Directory.Exists(Path.Combine(Repository.Root, "src", project))).Where(static project => References(project).Contains("AzureContracts"));
        Assert.Equal(["Functions"], knowing);
    }

    [Fact]
    public void The_engine_references_no_package_but_analyzers()
    {
        var packages = Load("Engine").Descendants("PackageReference").Where(package => (string?)package.Attribute("PrivateAssets") != "all");
        Assert.Empty(packages);
    }

    [Fact]
    public void Research_uses_the_workers_node_and_not_its_host()
    {
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Research"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("ContainerWorker.Host", StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    [Fact]
    public void The_simulator_shares_no_code_with_the_clients_signer()
    {
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Simulator"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Polymarket.Signing", StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    private static IEnumerable<string> References(string project) => Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFileName(Path.GetDirectoryName(((string)reference.Attribute("Include")!).Replace('\\', '/')))!);

    private static XDocument Load(string project) =>
        XDocument.Load(Directory.GetFiles(Path.Combine(Repository.Root, "src", project), "*.csproj").Single());
}
