using System.Text.RegularExpressions;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Pages;

/// <summary>What docs/user-asks.md promises, looked up.</summary>
public sealed partial class UserAsksScenarios
{
    private static readonly string[] Pages = ["Overview", "Bots", "Performance", "Positions", "Orders", "Risk", "Settings"];

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "user-asks.md"));

    [Fact]
    public async Task Every_screen_command_and_test_that_is_named_exists()
    {
        var source = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        var tests = Method().Matches(source).Select(static match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        await using var help = await PolycloudProcess.RunAsync(Wait.Long, "--help");
        var commands = Command().Matches(help.Output).Select(static match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(TestName().Matches(Text).Select(static match => match.Groups[1].Value).Where(name => !tests.Contains(name)));
        Assert.Empty(CommandName().Matches(Text).Select(static match => match.Groups[1].Value).Where(name => !commands.Contains(name)));
        Assert.Empty(PageName().Matches(Text).Select(static match => match.Groups[1].Value).Except(Pages, StringComparer.Ordinal));
    }

    [Fact]
    public void Each_of_the_thirty_two_asks_is_answered() =>
        Assert.Equal(Enumerable.Range(1, 32), Row().Matches(Text).Select(static match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"(?:void|Task|Property|bool) ([A-Z]\w*_\w*)\(")]
    private static partial Regex Method();

    [GeneratedRegex("^  ([a-z-]+) ", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("`([A-Z][a-z0-9]*_[A-Za-z0-9_]*)`")]
    private static partial Regex TestName();

    [GeneratedRegex("`polycloud ([a-z-]+)")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\*([A-Z][a-z]+)\*")]
    private static partial Regex PageName();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
