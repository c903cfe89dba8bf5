using PolyCloud.Engine;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Tests.Scenarios.Events;

/// <summary>Which events are traded, in which kind of market, and how eagerly.</summary>
internal sealed record EventTrial(string Regime, ulong Seed = 3, int Events = 1)
{
    public int Outcomes { get; init; } = 4;

    public FeeSchedule Fees { get; init; } = FeeSchedule.Crypto;

    public EngineOptions Engine { get; init; } = new();

    /// <summary>
    /// As no market here is: without fees, gas and least gain, so that groups are begun often enough to see what becomes of them. What
    /// it earns says nothing.
    /// </summary>
    public EventTrial Eager() => this with
    {
        Fees = new FeeSchedule(0, 1),
        Engine = Engine with
        {
            Bots = Engine.Bots with { NegativeRisk = new NegativeRiskOptions { GroupSize = Size.Shares(10), MinimumGain = new Price(1), GasPerGroup = Money.Zero } },
        },
    };
}
