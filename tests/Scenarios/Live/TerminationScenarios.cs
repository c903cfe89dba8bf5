using System.Diagnostics;
using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Live;

/// <summary>SIGTERM to the worker as a container platform sends it: clear within the grace period that the template gives it.</summary>
public sealed class TerminationScenarios(SimulatorInThePlaceOfTheVenue venue) : IClassFixture<SimulatorInThePlaceOfTheVenue>
{
    /// <summary>terminationGracePeriodSeconds in infra/bicep/modules/worker.bicep; then the platform kills.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_worker_that_is_told_to_end_leaves_no_order_and_is_gone_within_the_grace_period()
    {
        using var data = new TemporaryDirectory();
        using var worker = new WorkerEndpoint(data.Path);
        await using var process = PolycloudProcess.Start(
            SimulatorInThePlaceOfTheVenue.WalletOf(0),
            ["live", "--i-understand-that-real-money-is-at-risk", .. venue.Options, "--summary", "json", "--data", data.Path, "--set", "engine.asymmetric.minimumSpread=0.01"]);
        await Wait.UntilAsync(
            async () => process.HasExited || (await worker.StatusAsync())?["markets"]?.AsArray().Any(market => market!["orders"]!.AsArray().Count > 0) == true,
            "an order rests",
            () => process.Output);
        Assert.False(process.HasExited, process.Output);
        var asked = Stopwatch.StartNew();
        Native.Signal(process.Id, Native.Terminate);
        await process.EndAsync(GracePeriod);
        Assert.True(asked.Elapsed < GracePeriod);
        Assert.True(process.ExitCode == 0, process.Output);
        var summary = process.Lines.Where(static line => line.StartsWith("{\"windows\"", StringComparison.Ordinal)).Select(static line => JsonNode.Parse(line)!).Single();
        Assert.Equal(0, (int)summary["openOrdersAtEnd"]!);
        Assert.Equal("stopped", (string?)summary["stoppedBecause"]);
    }
}
