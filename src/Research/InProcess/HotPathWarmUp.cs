using System.Diagnostics;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Simulator;

namespace PolyCloud.Research.InProcess;

/// <summary>
/// Lets the runtime compile the hot path before it matters: the very node that will trade is driven through part of a simulated window,
/// from frames to signed orders, in memory and with a throwaway key. Nothing of it touches the real node, its records or a socket.
/// </summary>
public static class HotPathWarmUp
{
    /// <summary>The first round compiles everything once; the next ones are counted and compiled again with optimisation.</summary>
    private const int Rounds = 3;

    private const ulong Seed = 7;

    /// <summary>Any window will do.</summary>
    private static readonly Timestamp Opens = Timestamp.FromSeconds(1_793_714_400);

    /// <summary>Into the window by this much, orders have been placed and replaced.</summary>
    private static readonly Duration Inside = Duration.FromSeconds(20);

    /// <summary>The runtime begins to count calls after 100 ms in which nothing new was compiled.</summary>
    private static readonly TimeSpan TieringPause = TimeSpan.FromMilliseconds(150);

    /// <param name="engine">The options that will be traded with; only what makes orders rest soon is changed.</param>
    /// <returns>How long it took, in real time, and how many orders were signed.</returns>
    public static (TimeSpan Took, long Orders) Run(EngineOptions engine)
    {
        var began = Stopwatch.GetTimestamp();
        var orders = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            orders += RunOnce(engine with { Asymmetric = engine.Asymmetric with { RequireTradePrint = false, RestBehindTouch = Price.Cents(2) } });
            Thread.Sleep(TieringPause);
        }

        // What it leaves behind is swept now and not in the first window.
        GC.Collect();
        return (Stopwatch.GetElapsedTime(began), orders);
    }

    private static long RunOnce(EngineOptions engine)
    {
        var venue = new SimulatedVenue(new SimulatorOptions(), Seed);
        var flow = new GeneratedFlow(venue.Exchange, new GeneratedFlowOptions { FirstOpens = Opens, WindowsMax = 1 }, new DeterministicRandom(Seed));
        venue.Exchange.Attach(flow);
        using var key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(Seed));
        var wallet = new TradingWallet(key);
        var world = new VirtualWorld(venue, flow.Starts);
        var takeover = new EpochTakeover(wallet, 1, []);
        world.Run(takeover, [], flow.Starts + Duration.FromSeconds(60));
        using var trace = new TraceHash();
        var node = new TradingNode(
            new NodeOptions { Engine = engine, Epoch = 1, FirstOpens = Opens, LastCloses = Timestamp.Never },
            new OrderSigner(wallet),
            takeover.Credential ?? throw new InvalidOperationException($"The simulated venue gave no credential ({takeover.Step})."),
            trace,
            new DeterministicRandom(Seed),
            static () => Stopwatch.GetElapsedTime(0).Ticks * 100);
        node.StorageHealth(world.Now, healthy: true);
        world.Run(node, node.Sockets, Opens + Inside);
        return node.Driver.Engine.Totals.OrdersPlaced;
    }
}
