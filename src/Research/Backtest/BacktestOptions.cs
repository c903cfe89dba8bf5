using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Fills.Latency;
using PolyCloud.Exchange.Fills.Queues;

namespace PolyCloud.Research.Backtest;

/// <summary>What a backtest runs with, besides its windows.</summary>
public sealed record BacktestOptions
{
    public EngineOptions Engine { get; init; } = new();

    public IQueueModel Queue { get; init; } = new ProportionalCancels();

    /// <summary>Makes the latency model of one window from its own stream of draws, the same under each assumption. Default 40 ms each way.</summary>
    public Func<DeterministicRandom, ILatencyModel> Latency { get; init; } =
        static _ => new ConstantLatency(Duration.FromMilliseconds(40), Duration.FromMilliseconds(40));

    /// <summary>Seed of the latency draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Dollars each window begins with. Default 1 000.</summary>
    public Money Capital { get; init; } = Money.Dollars(1_000);

    /// <summary>Windows run at once. Default the machine's cores; the result is the same for each number.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    internal PaperOptions PaperOf(FillAssumption assumption, ulong stream) => new()
    {
        Assumption = assumption,
        Queue = Queue,
        Latency = Latency(new DeterministicRandom(Seed ^ stream)),
    };
}
