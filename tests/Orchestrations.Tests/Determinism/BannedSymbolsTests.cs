using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PolyCloud.Orchestrations.Tests.Determinism;

/// <summary>The analyzer reads a list: what must be on it is asserted here, and what no list of symbols can say is read from the sources.</summary>
public sealed class BannedSymbolsTests
{
    private static string Sources => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "src", "Orchestrations"));

    [Theory]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("System.TimeProvider")]
    [InlineData("Stopwatch")]
    [InlineData("System.Random;")]
    [InlineData("RandomNumberGenerator")]
    [InlineData("Guid.NewGuid")]
    [InlineData("Task.Run(")]
    [InlineData("Task.Run``1(")]
    [InlineData("Task.Delay(")]
    [InlineData("Task.Yield")]
    [InlineData("ConfigureAwait")]
    [InlineData("Task.WhenAny")]
    [InlineData("TaskFactory")]
    [InlineData("ThreadPool")]
    [InlineData("SemaphoreSlim")]
    [InlineData("System.IO.File;")]
    [InlineData("HttpClient")]
    [InlineData("GetEnvironmentVariable")]
    public void Clocks_randomness_threads_and_io_are_banned_from_workflow_code(string symbol) =>
        Assert.Contains(symbol, File.ReadAllText(Path.Combine(Sources, "BannedSymbols.txt")), StringComparison.Ordinal);

    [Theory]
    [InlineData(@"_ = context\.|_ = CallActivity", "a task of the context that nobody awaits")]
    [InlineData(@"async void", "an async method that nobody can await")]
    [InlineData(@"\.Result\b|\.Wait\(|GetAwaiter\(", "a task that is waited for by blocking")]
    [InlineData(@"static (?!readonly|async|class|partial|void|string|bool|Task|MarketInput|IReadOnlyList|EternalResult|PlannedPhase|T\?|RetryPolicy|WorkflowCatalog)\w+ _", "state outside of an instance")]
    public void Workflow_code_holds_nothing_that_replay_cannot_see(string pattern, string what)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sources, "Workflows"), "*.cs"))
        {
            Assert.False(Regex.IsMatch(File.ReadAllText(file), pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), $"{Path.GetFileName(file)} holds {what}.");
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
