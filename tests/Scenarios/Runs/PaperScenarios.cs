using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>`paper` as a person starts it, against a simulator that runs twenty times as fast.</summary>
public sealed class PaperScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task A_throwaway_wallet_trades_a_window_on_paper_and_its_journal_is_replayed_equal()
    {
        using var journal = new TemporaryDirectory();
        await using var simulator = PolycloudProcess.Start("simulator", "--seed", "7", "--speed", "20");
        var venue = JsonNode.Parse(await simulator.LineAsync("\"clob\"", Wait.Long))!;
        await using var paper = await PolycloudProcess.RunAsync(
            Patience, "paper", "--venue", (string)venue["clob"]!, "--clock", (string)venue["clock"]!, "--windows", "1", "--summary", "json", "--feed-delay", "30",
            "--journal", journal.Path, "--set", "engine.strategy=bilateral-maker");

        Assert.True(paper.ExitCode == 0, paper.Output);
        Assert.Matches("asking http://127.0.0.1:[0-9]+/ for a credential of the throwaway wallet 0x[0-9a-fA-F]{40}", paper.Output);
        var summary = JsonNode.Parse(paper.Lines.Single(line => line.StartsWith('{')))!;
        Assert.True((long)summary["ordersPlaced"]! > 0, paper.Output);
        Assert.Equal(0, (long)summary["openOrdersAtEnd"]!);
        Assert.True((long)summary["fills"]! >= 0);
        Assert.Equal(1_000 + (decimal)summary["realizedPnlUsd"]!, Dollars(paper), precision: 2);

        await using var replay = await PolycloudProcess.RunAsync(Patience, "replay", journal.Path);
        Assert.True(replay.ExitCode == 0, replay.Output);
        Assert.Contains("decisions byte-equal to the recorded ones.", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_that_refuses_the_wallet_is_recorded_and_never_quoted()
    {
        using var recording = new TemporaryDirectory();
        await using var simulator = PolycloudProcess.Start("simulator", "--seed", "7", "--fault", "credential-refused");
        var venue = JsonNode.Parse(await simulator.LineAsync("\"clob\"", Wait.Long))!;
        await using var paper = PolycloudProcess.Start("paper", "--venue", (string)venue["clob"]!, "--clock", (string)venue["clock"]!, "--out", recording.Path);
        await paper.LineAsync("the venue gives this wallet no credential, so there is no settlement price and nothing is quoted: recording only.", Wait.Long);
        await Wait.UntilAsync(() => Directory.GetFiles(recording.Path, "*.journal").Sum(file => new FileInfo(file).Length) > 5_000, "frames are recorded", () => paper.Output);
        paper.Interrupt();
        await paper.EndAsync(Wait.Long);

        Assert.True(paper.ExitCode == 0, paper.Output);
        Assert.Matches("recorded [1-9][0-9]* frames", paper.Output);
        Assert.DoesNotContain("orders stay on paper", paper.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_run_that_would_quote_without_an_oracle_is_refused()
    {
        await using var paper = await PolycloudProcess.RunAsync(Wait.Long, "paper", "--set", "engine.signals.requireOracle=false");
        Assert.Equal(2, paper.ExitCode);
        Assert.Contains("never quotes without an oracle", paper.Output, StringComparison.Ordinal);
    }

    private static decimal Dollars(PolycloudProcess paper)
    {
        var line = paper.Lines.Single(text => text.Contains("dollars in the paper account", StringComparison.Ordinal));
        return decimal.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
