using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;

namespace PolyCloud.Scenarios.Live;

/// <summary>`live` with the simulator in the venue's place: what it trades, what it never exceeds, and when it refuses.</summary>
public sealed partial class LiveScenarios(SimulatorInThePlaceOfTheVenue venue) : IClassFixture<SimulatorInThePlaceOfTheVenue>
{
    private const string Switch = "--i-understand-that-real-money-is-at-risk";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    /// <summary>Orders rest soon; what asks for more than a first day allows must not be granted.</summary>
    private static readonly string[] Eager =
    [
        "--set", "engine.asymmetric.minimumSpread=0.01",
        "--set", "engine.asymmetric.entrySize=50",
        "--set", "engine.risk.maximumTotalNotional=5000",
        "--set", "engine.risk.maximumMarketNotional=5000",
        "--set", "engine.risk.maximumConsecutiveLosses=1000",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Every_kind_of_wallet_trades_within_its_caps_and_ends_clear(int signatureType)
    {
        using var data = new TemporaryDirectory();
        await using var process = PolycloudProcess.Start(
            SimulatorInThePlaceOfTheVenue.WalletOf(signatureType), ["live", Switch, .. venue.Options, "--windows", "2", "--summary", "json", "--data", data.Path, .. Eager]);
        await process.EndAsync(Patience);
        Assert.True(process.ExitCode == 0, process.Output);
        Assert.Contains("at most 25 dollars at risk, 5 shares an order, 2 dollars of loss a day", process.Output, StringComparison.Ordinal);
        var summary = process.Lines.Select(Summary).OfType<JsonNode>().Single();
        Assert.True((long)summary["ordersPlaced"]! > 0, process.Output);
        Assert.Equal(0, (int)summary["openOrdersAtEnd"]!);
        Assert.Equal(0, (long)summary["invariantBreaches"]!);
        var entries = await EntriesAsync(process, data.Path);
        Assert.NotEmpty(entries);
        Assert.All(entries, size => Assert.True(size <= Size.Shares(5), $"{size} shares"));
    }

    /// <summary>Complete sets become dollars again on the simulator's chain: by the relayer, and by the account's own transactions.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Pairs_are_merged_on_chain_by_every_way_there_is(int signatureType)
    {
        using var data = new TemporaryDirectory();
        var wallet = SimulatorInThePlaceOfTheVenue.WalletOf(signatureType);
        wallet["POLYCLOUD_RELAYER_KEY"] = "simulated";
        await using var process = PolycloudProcess.Start(wallet,
        [
            "live", Switch, .. venue.Options, "--windows", "3", "--data", data.Path, .. Eager, "--accept-warnings",
            "--set", "engine.inventory.enabled=true", "--set", "engine.inventory.minimumMerge=1", "--set", "engine.inventory.minimumGaslessMerge=1",
            "--set", $"venue.nodes={venue.Address}rpc",
        ]);
        var merged = new List<OperationRecord>();
        await Wait.UntilAsync(
            () =>
            {
                merged = [.. MergesIn(data.Path)];
                return Task.FromResult(merged.Count > 0 || process.HasExited);
            },
            "a merge is confirmed",
            () => process.Output);
        Assert.True(merged.Count > 0, process.Output);
        Assert.All(merged, record => Assert.NotEmpty(record.Reference));
    }

    [Fact]
    public async Task Without_the_switch_it_refuses_and_names_it()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, SimulatorInThePlaceOfTheVenue.WalletOf(0), ["live", .. venue.Options, "--data", data.Path]);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(Switch, process.Output, StringComparison.Ordinal);
        Assert.Contains("POLYCLOUD_LIVE", process.Output, StringComparison.Ordinal);
        AssertNothingBegan(process, data);
    }

    [Fact]
    public async Task Without_a_key_it_refuses_and_says_where_one_comes_from()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(
            Wait.Long, new Dictionary<string, string>(StringComparer.Ordinal) { ["POLYCLOUD_LIVE"] = "yes", ["POLYCLOUD_PRIVATE_KEY"] = "" }, ["live", .. venue.Options, "--data", data.Path]);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("POLYCLOUD_PRIVATE_KEY", process.Output, StringComparison.Ordinal);
        AssertNothingBegan(process, data);
    }

    [Theory]
    [InlineData("geoblocked", "geoblocked")]
    [InlineData("closed-only", "closed-only mode")]
    public async Task With_an_error_of_the_doctor_it_refuses_even_where_warnings_are_accepted(string fault, string words)
    {
        using var data = new TemporaryDirectory();
        await using var switched = await venue.FaultAsync(fault);
        await using var process = await PolycloudProcess.RunAsync(
            Wait.Long, SimulatorInThePlaceOfTheVenue.WalletOf(0), ["live", Switch, "--accept-warnings", .. venue.Options, "--data", data.Path]);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains(words, process.Output, StringComparison.Ordinal);
        Assert.Contains("not trading: the doctor found", process.Output, StringComparison.Ordinal);
        AssertNothingBegan(process, data);
    }

    [Fact]
    public async Task Warnings_must_be_accepted()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(
            Wait.Long, SimulatorInThePlaceOfTheVenue.WalletOf(0), ["live", Switch, .. venue.Options, "--data", data.Path, "--set", "live.capital=5000"]);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("below the capital of 5000", process.Output, StringComparison.Ordinal);
        Assert.Contains("--accept-warnings", process.Output, StringComparison.Ordinal);
        AssertNothingBegan(process, data);
    }

    [Fact]
    public async Task Settings_of_real_money_are_refused_where_money_is_simulated()
    {
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, "up", "--in-process", "--windows", "1", "--set", "live.capital=1000");
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("live.capital", process.Output, StringComparison.Ordinal);
    }

    /// <summary>Shares of every opening order that the worker's state tells of.</summary>
    private static async Task<IReadOnlyList<Size>> EntriesAsync(PolycloudProcess process, string data)
    {
        var sizes = new List<Size>();
        await using var state = FileTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(data, "state") });
        foreach (var partition in DiscoveredWindow().Matches(process.Output).Select(PartitionOf).Distinct())
        {
            await foreach (var row in state.QueryAsync(WorkerTables.Orders, partition, null, default))
            {
                var order = OrderRow.Read(row);
                if (order.Purpose == OrderPurpose.Entry)
                {
                    sizes.Add(order.Size);
                }
            }
        }

        return sizes;
    }

    private static string PartitionOf(Match window) =>
        WorkerTables.PartitionOf("btc-5m", Timestamp.FromSeconds(long.Parse(window.Groups["opens"].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex("window discovered btc-updown-5m-(?<opens>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DiscoveredWindow();

    private static IEnumerable<OperationRecord> MergesIn(string data)
    {
        var directory = Path.Combine(data, "operations");
        return Directory.Exists(directory)
            ? OperationFiles.Open(directory, default).Find().Where(record => record is { Kind: InventoryOperationKind.Merge, State: InventoryOperationState.Confirmed })
            : [];
    }

    private static JsonNode? Summary(string line) => line.StartsWith("{\"windows\"", StringComparison.Ordinal) ? JsonNode.Parse(line) : null;

    private static void AssertNothingBegan(PolycloudProcess process, TemporaryDirectory data)
    {
        Assert.DoesNotContain("worker     up", process.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(data.Path, "intents")), "an intent log was opened");
        Assert.DoesNotContain("   at PolyCloud.", process.Output, StringComparison.Ordinal);
    }
}
