using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>`up --in-process`: the whole stack under virtual time, the same run every time.</summary>
public sealed class InProcessScenarios(InProcessScenarios.ThreeRuns runs) : IClassFixture<InProcessScenarios.ThreeRuns>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public void The_same_seed_gives_the_same_trace_hash()
    {
        var hash = (string?)runs.First["traceHash"];
        Assert.Equal(64, hash?.Length);
        Assert.Equal(hash, (string?)runs.Second["traceHash"]);
    }

    [Fact]
    public void Another_seed_gives_another_trace_hash() => Assert.NotEqual((string?)runs.First["traceHash"], (string?)runs.OtherSeed["traceHash"]);

    [Fact]
    public void Everything_but_the_measured_speed_is_the_same_for_the_same_seed()
    {
        foreach (var (key, value) in runs.First.AsObject())
        {
            if (key is not ("decisionMicrosP50" or "decisionMicrosP99" or "firstSecondDecisionMicrosP99" or "windowsPerSecond"))
            {
                Assert.True(JsonNode.DeepEquals(value, runs.Second[key]), $"{key} is {value} and {runs.Second[key]}.");
            }
        }
    }

    [Fact]
    public void The_summary_has_every_required_key() =>
        Assert.All(SummaryKeys.Required, key => Assert.True(runs.First.AsObject().ContainsKey(key), key));

    [Fact]
    public void Both_windows_are_traded_and_settled_without_an_order_left_or_an_invariant_broken()
    {
        Assert.Equal(2, (int)runs.First["windows"]!);
        Assert.True((long)runs.First["ordersPlaced"]! > 0);
        Assert.Equal(0, (int)runs.First["openOrdersAtEnd"]!);
        Assert.Equal(0, (long)runs.First["invariantBreaches"]!);
        Assert.Equal(0, (long)runs.First["framesSkipped"]!);
    }

    public sealed class ThreeRuns : IAsyncLifetime
    {
        public JsonNode First { get; private set; } = new JsonObject();

        public JsonNode Second { get; private set; } = new JsonObject();

        public JsonNode OtherSeed { get; private set; } = new JsonObject();

        public async Task InitializeAsync()
        {
            First = await RunAsync("7");
            Second = await RunAsync("7");
            OtherSeed = await RunAsync("8");
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static async Task<JsonNode> RunAsync(string seed)
        {
            await using var process = await PolycloudProcess.RunAsync(Patience, "up", "--in-process", "--windows", "2", "--seed", seed, "--summary", "json");
            Assert.True(process.ExitCode == 0, process.Output);
            return process.Summary;
        }
    }
}
