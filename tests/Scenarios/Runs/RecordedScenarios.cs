using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>The whole stack on real recorded books. The recording holds no price of the underlying.</summary>
public sealed class RecordedScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private static string Recording => Path.Combine(Repository.Shared, "data", "CronosVirus00__polymarket-BTC5min-database", "books_2026-04-13.jsonl.gz");

    [RecordedDataFact]
    public async Task With_the_oracle_gate_waived_the_recorded_window_is_judged_and_the_summary_says_what_was_waived()
    {
        var summary = await RunAsync("--waive", "oracle");
        Assert.Equal(["oracle"], Words(summary["waived"]));
        Assert.True(((double?)summary["notQuotingShare"]?["oracle-stale"] ?? 0) < 1, summary.ToJsonString());
        Assert.True((double)summary["eligibleTimeShare"]! > 0, summary.ToJsonString());
    }

    [RecordedDataFact]
    public async Task Without_the_waiver_nothing_is_placed_and_the_summary_names_the_missing_oracle()
    {
        var summary = await RunAsync();
        Assert.Empty(Words(summary["waived"]));
        Assert.Equal(0, (long)summary["ordersPlaced"]!);
        Assert.Equal(1, (double)summary["notQuotingShare"]!["oracle-stale"]!);
    }

    private static async Task<JsonNode> RunAsync(params string[] more)
    {
        await using var process = await PolycloudProcess.RunAsync(
            Patience, ["up", "--source", "recorded", "--recording", Recording, "--in-process", "--windows", "1", "--summary", "json", .. more]);
        Assert.True(process.ExitCode == 0, process.Output);
        var summary = process.Summary;
        Assert.All(SummaryKeys.Required, key => Assert.True(summary.AsObject().ContainsKey(key), key));
        Assert.Equal("recorded", (string?)summary["source"]);
        Assert.Equal(1, (int)summary["windows"]!);
        Assert.Equal(0, (int)summary["openOrdersAtEnd"]!);
        Assert.Equal(0, (long)summary["invariantBreaches"]!);
        Assert.NotEmpty(Words(summary["substitutes"]));
        return summary;
    }

    private static string[] Words(JsonNode? list) => [.. list!.AsArray().Select(word => (string)word!)];
}
