using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Runs;
using PolyCloud.Storage.Intents;
using Xunit.Abstractions;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>
/// SIGKILL at moments that nobody chose, one worker after the other on the same data directory: ten times, or as often as the
/// environment says. The last one lives: it has to find no order of the dead, and every fill.
/// </summary>
public sealed class RandomKillScenarios(ITestOutputHelper output)
{
    private const string KillsVariable = "POLYCLOUD_CRASH_KILLS";

    /// <summary>After this many a worker lives long enough to be compared with the exchange; so far back a successor looks for the dead.</summary>
    private const int KillsBetweenLooks = 5;

    /// <summary>In real time; half of the workers are killed so long after their process began, in the midst of starting as often as not.</summary>
    private const int LivesAtMostMilliseconds = 6_000;

    [Fact]
    public async Task A_worker_killed_at_random_moments_orphans_no_order_doubles_no_effect_and_loses_no_fill()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "10", CultureInfo.InvariantCulture);
        var random = new DeterministicRandom(20_261_103);
        await using var exchange = await SurvivingExchange.StartAsync();
        using var data = new TemporaryDirectory();
        var dead = new List<(long Epoch, TradingRequests Credential)>();
        long epoch = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            var before = exchange.Orders.Count;
            await using var doomed = Start(exchange, data);
            if (kill % 2 == 0)
            {
                // The others so long after their first order: with orders on their way, resting, filled.
                await Wait.UntilAsync(() => exchange.Orders.Count > before, "the worker trades", () => doomed.Output);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.NextInt64(0, LivesAtMostMilliseconds)));
            doomed.Kill();
            await doomed.EndAsync(Wait.Long);
            for (var next = epoch + 1; next <= Claimed(data); next++)
            {
                if (await exchange.Witness.CredentialAsync(next) is { } credential)
                {
                    dead.Add((next, credential));
                }
            }

            epoch = Claimed(data);
            if (kill % KillsBetweenLooks == 0 || kill == kills)
            {
                await LookAsync(exchange, data, dead);
                epoch = Claimed(data);
                dead.Clear();
                output.WriteLine($"{kill} kills, epoch {epoch}, {exchange.Orders.Count} orders taken, no orphan, no order without its intent, no fill lost");
            }
        }

        Assert.True(exchange.Orders.Count > 0, "no worker lived long enough to place an order");
    }

    private static PolycloudProcess Start(SurvivingExchange exchange, TemporaryDirectory data) => PolycloudProcess.Start(
    [
        "worker", "--simulator", exchange.Address, "--clock", exchange.Clock, "--first-opens", SurvivingExchange.FirstOpens,
        "--seed", $"{SurvivingExchange.Seed}", "--data", data.Path, .. Quoting.Settings,
    ]);

    private static async Task LookAsync(SurvivingExchange exchange, TemporaryDirectory data, List<(long Epoch, TradingRequests Credential)> dead)
    {
        await using var successor = Start(exchange, data);
        await TakenOver.AssertAsync(exchange, data, dead, successor, slug: null);

        // The halt that the comparison asked for would outlive the worker.
        using var worker = new WorkerEndpoint(data.Path);
        await worker.PostAsync("control/resume", "{\"reason\":\"compared\"}");
        successor.Interrupt();
        await successor.EndAsync(Wait.Long);
        Assert.True(successor.ExitCode == 0, successor.Output);
        AssertWrittenOnce(exchange, data);
    }

    /// <summary>Every order that the exchange took was written down before, and no intent became two of them.</summary>
    private static void AssertWrittenOnce(SurvivingExchange exchange, TemporaryDirectory data)
    {
        var taken = exchange.Orders.All;
        var written = IntentLog.Read(Path.Combine(data.Path, "intents"), static damaged => Assert.Fail(damaged.ToString())).ToList();
        Assert.Empty(taken.Except(written.Select(intent => intent.OrderHash)));
        var twice = written.Where(intent => taken.Contains(intent.OrderHash)).GroupBy(intent => (intent.Epoch, intent.Intent)).Where(orders => orders.Select(order => order.OrderHash).Distinct().Count() > 1);
        Assert.Empty(twice);
    }

    /// <summary>The last epoch that a worker of this directory claimed; 0 where none did.</summary>
    private static long Claimed(TemporaryDirectory data)
    {
        var file = Path.Combine(data.Path, "epoch");
        return File.Exists(file) ? new Storage.Control.EpochFile(file).Read() : 0;
    }
}
