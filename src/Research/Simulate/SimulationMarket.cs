using PolyCloud.Engine;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Research.InProcess;
using PolyCloud.Simulator;
using PolyCloud.Simulator.ExchangeFeeds;

namespace PolyCloud.Research.Simulate;

/// <summary>
/// A market a fiftieth as busy as the fitted one: what is looked for here are interleavings, and a window of 2 000 events has as many
/// kinds of them as one of 100 000.
/// </summary>
internal static class SimulationMarket
{
    /// <summary>Two bots, one with its gates wide open, so that they meet each other and their limits.</summary>
    public static EngineOptions Engine { get; } = SimulatedChain.WithInventory(new EngineOptions
    {
        Strategy = "asymmetric, bilateral-maker",
        Asymmetric = new AsymmetricOptions { MinimumSpread = Price.Cents(1), RequireTradePrint = false, MaximumHolding = Duration.FromSeconds(20) },

        // Losses of a made-up market would stop the trading that is to be tried.
        Risk = new RiskOptions { MaximumConsecutiveLosses = 1_000, MaximumDailyLoss = Money.Dollars(1_000_000), MaximumNetExposure = Size.Shares(25), MaximumBotNetExposure = Size.Shares(25) },
    });

    public static SimulatorOptions Venue { get; } = new()
    {
        BookHashEvery = 16,
        ExchangeFeeds = new ExchangeFeedOptions { BookTickerEvery = Duration.FromSeconds(1), TickerEvery = Duration.FromSeconds(2) },
    };

    public static GeneratedFlowOptions Flow(Timestamp firstOpens, int windows) => new()
    {
        FirstOpens = firstOpens,
        WindowsMax = windows,
        WindowsAhead = 1,
        Makers = new MakerOptions { Count = 3, Levels = 3, LookSeconds = 8, OuterLookSeconds = 15, HalfSpreadTicksMax = 1.5, OpinionTicks = 0.5, OrderSharesMedian = 12 },
        Takers = new TakerOptions { BurstGapMedian = 2_000, CalmGapMean = 10_000, PauseMean = 30_000, NoiseSharesMedian = 12, InformedDelayMedian = 1_000, InformedEdgeTicks = 4, FollowGapMean = 20_000 },
    };
}
