using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>Longer windows than the usual ones: found, traded, closed by their own phases, and settled.</summary>
public sealed class SeriesScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    [Theory]
    [InlineData("btc-15m", 1)]
    [InlineData("btc-1h", 1)]
    public async Task A_longer_window_is_traded_and_settled_without_an_order_left_or_an_invariant_broken(string series, int windows)
    {
        await using var process = await PolycloudProcess.RunAsync(
            Patience, "up", "--in-process", "--series", series, "--windows", $"{windows}", "--seed", "3", "--summary", "json", "--set", "engine.asymmetric.restBehindTouch=0.02");
        Assert.True(process.ExitCode == 0, process.Output);
        AssertTraded(process.Summary, windows);
    }

    /// <summary>Over sockets: the worker finds the hour by its series, because its slug tells nothing.</summary>
    [RealTimeFact]
    public async Task An_hour_is_found_by_its_series_over_sockets()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(
            Patience, "up", "--series", "btc-1h", "--windows", "1", "--speed", "60", "--seed", "3", "--summary", "json", "--data", data.Path, "--set", "engine.asymmetric.restBehindTouch=0.02");
        Assert.True(process.ExitCode == 0, process.Output);
        AssertTraded(process.Summary, 1);
    }

    [Theory]
    [InlineData("btc-2h")]
    [InlineData("eth-1h")]
    public async Task What_the_simulator_does_not_list_is_refused_by_name(string series)
    {
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, "up", "--in-process", "--series", series, "--windows", "1");
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(series, process.Output, StringComparison.Ordinal);
    }

    private static void AssertTraded(JsonNode summary, int windows)
    {
        Assert.Equal(windows, (int)summary["windows"]!);
        Assert.True((long)summary["ordersPlaced"]! > 0);
        Assert.Equal(0, (int)summary["openOrdersAtEnd"]!);
        Assert.Equal(0, (long)summary["invariantBreaches"]!);
        Assert.Equal(0, (long)summary["framesSkipped"]!);
    }
}
