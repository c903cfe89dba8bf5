using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Runs;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>
/// SIGKILL with an order in each state, then a restart on the same data directory: no orphan order under any epoch's key, the
/// dead epoch's key deleted, and the position that the exchange says.
/// </summary>
public sealed class CrashScenarios
{
    private const int KilledExitCode = 137;

    private static readonly TimeSpan HoldAtMost = TimeSpan.FromSeconds(3);

    /// <summary>So far below the touch that an order stays where it is until somebody cancels it.</summary>
    private static readonly string[] FarBehind = ["--set", "engine.asymmetric.restBehindTouch=0.2"];

    [Theory]
    [InlineData("signed:3")]
    [InlineData("sent:3")]
    [InlineData("resting:2")]
    [InlineData("filled:1")]
    public async Task A_worker_killed_with_an_order_in_any_state_leaves_no_orphan(string moment)
    {
        await using var exchange = await SurvivingExchange.StartAsync();
        using var data = new TemporaryDirectory();
        string[] settings = moment.StartsWith("filled", StringComparison.Ordinal) ? [] : FarBehind;
        await using var doomed = StartWorker(exchange, data, ["--crash-at", moment, .. settings]);
        var left = await LeftBehindAsync(exchange, doomed);
        if (moment.StartsWith("resting", StringComparison.Ordinal))
        {
            Assert.NotEmpty(left.Orders);
        }

        if (moment.StartsWith("filled", StringComparison.Ordinal))
        {
            Assert.NotEqual((0m, 0m), await exchange.Witness.PositionAsync(left.Credential, SurvivingExchange.Slug));
        }

        await using var successor = StartWorker(exchange, data, settings);
        await TakenOver.AssertAsync(exchange, data, [(1, left.Credential)], successor, SurvivingExchange.Slug);
        await StopAsync(successor);
    }

    [Fact]
    public async Task A_worker_killed_with_an_order_partly_filled_leaves_no_orphan_and_its_successor_knows_the_part()
    {
        // An entry that no taker fills at once; and a worker that is held still, because it would cancel what the market comes near.
        string[] settings =
        [
            "--set", "engine.asymmetric.restBehindTouch=0.01", "--set", "engine.asymmetric.entrySize=4000", "--set", "engine.risk.maximumNetExposure=10000",
            "--set", "engine.risk.maximumMarketNotional=5000", "--set", "engine.risk.maximumTotalNotional=5000",
            "--set", "engine.risk.maximumBotNetExposure=10000", "--set", "engine.risk.maximumGrossExposure=10000", "--set", "engine.risk.maximumOpenNotional=5000",
            "--set", "engine.risk.maximumTotalOpenNotional=5000", "--set", "engine.risk.botCapital=5000", "--set", "engine.risk.capital=5000",
        ];
        await using var exchange = await SurvivingExchange.StartAsync();
        using var data = new TemporaryDirectory();
        await using var doomed = StartWorker(exchange, data, settings);
        await HoldUntilAsync(exchange, doomed, doomed.Id, IsPartlyFilled);
        doomed.Kill();
        var left = await LeftBehindAsync(exchange, doomed);
        Assert.Contains(left.Orders, IsPartlyFilled);
        Assert.NotEqual((0m, 0m), await exchange.Witness.PositionAsync(left.Credential, SurvivingExchange.Slug));
        await using var successor = StartWorker(exchange, data, settings);
        await TakenOver.AssertAsync(exchange, data, [(1, left.Credential)], successor, SurvivingExchange.Slug);
        await StopAsync(successor);
    }

    [Fact]
    public async Task A_whole_group_killed_with_an_order_resting_leaves_no_orphan()
    {
        await using var exchange = await SurvivingExchange.StartAsync();
        using var data = new TemporaryDirectory();
        await using var doomed = StartGroup(exchange, data);
        var up = await doomed.LineAsync("worker     up", Wait.Long);
        await HoldUntilAsync(exchange, doomed, Pids.In(up), static _ => true);
        Native.Signal(Pids.In(up), Native.Kill9);
        doomed.Kill();
        await Wait.UntilAsync(() => !Pids.IsAlive(Pids.In(up)) && doomed.HasExited, "the group is dead");
        var left = await LeftBehindAsync(exchange, doomed);
        Assert.NotEmpty(left.Orders);
        await using var successor = StartGroup(exchange, data);
        await TakenOver.AssertAsync(exchange, data, [(1, left.Credential)], successor, SurvivingExchange.Slug);
        await StopAsync(successor);
    }

    private static PolycloudProcess StartWorker(SurvivingExchange exchange, TemporaryDirectory data, IEnumerable<string> more) => PolycloudProcess.Start(
    [
        "worker", "--simulator", exchange.Address, "--clock", exchange.Clock, "--first-opens", SurvivingExchange.FirstOpens,
        "--seed", $"{SurvivingExchange.Seed}", "--data", data.Path, .. Quoting.Settings, .. more,
    ]);

    private static PolycloudProcess StartGroup(SurvivingExchange exchange, TemporaryDirectory data) => PolycloudProcess.Start(
    [
        "up", "--simulator", exchange.Address, "--clock", exchange.Clock, "--seed", $"{SurvivingExchange.Seed}", "--data", data.Path,
        "--summary", "json", .. Quoting.Settings, .. FarBehind,
    ]);

    private static bool IsPartlyFilled(OpenOrder order) => order.Matched > Size.Zero && order.Matched < order.OriginalSize;

    /// <summary>
    /// Holds the worker still whenever orders of it rest, until one is as wanted and stays so; lets the worker go on where its
    /// cancel was already under way, and where the market went away from the order.
    /// </summary>
    private static async Task HoldUntilAsync(SurvivingExchange exchange, PolycloudProcess said, int worker, Func<OpenOrder, bool> isWanted)
    {
        TradingRequests? credential = null;
        await Wait.UntilAsync(async () => (credential = await exchange.Witness.CredentialAsync(1)) is not null, "the worker has its key", () => said.Output);
        var isHeld = false;
        var heldAt = DateTime.UtcNow;
        await Wait.UntilAsync(
            async () =>
            {
                var orders = await exchange.Witness.OpenOrdersAsync(credential!);
                if (isHeld && orders.Any(isWanted))
                {
                    return true;
                }

                if (isHeld ? orders.Count == 0 || DateTime.UtcNow - heldAt > HoldAtMost : orders.Count > 0)
                {
                    isHeld = !isHeld;
                    heldAt = DateTime.UtcNow;
                    Native.Signal(worker, isHeld ? Native.Stop : Native.Continue);

                    // What was on its way arrives.
                    await Task.Delay(TimeSpan.FromMilliseconds(200));
                }

                return false;
            },
            "an order is as wanted",
            () => said.Output);
    }

    /// <summary>The dead worker's key, and the orders the exchange still holds open under it.</summary>
    private static async Task<(TradingRequests Credential, IReadOnlyList<OpenOrder> Orders)> LeftBehindAsync(SurvivingExchange exchange, PolycloudProcess doomed)
    {
        await doomed.EndAsync(Wait.Long);
        Assert.True(doomed.ExitCode == KilledExitCode, doomed.Output);
        var credential = await exchange.Witness.CredentialAsync(1);
        Assert.NotNull(credential);
        return (credential, await exchange.Witness.OpenOrdersAsync(credential));
    }

    private static async Task StopAsync(PolycloudProcess process)
    {
        process.Interrupt();
        await process.EndAsync(Wait.Long);
        Assert.True(process.ExitCode == 0, process.Output);
    }
}
