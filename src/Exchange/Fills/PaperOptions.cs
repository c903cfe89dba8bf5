using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills.Latency;
using PolyCloud.Exchange.Fills.Queues;

namespace PolyCloud.Exchange.Fills;

/// <summary>How the paper exchange treats own orders.</summary>
public sealed record PaperOptions
{
    public FillAssumption Assumption { get; init; } = FillAssumption.Realistic;

    /// <summary>Default: cancels in proportion.</summary>
    public IQueueModel Queue { get; init; } = new ProportionalCancels();

    /// <summary>Default: 40 ms each way.</summary>
    public ILatencyModel Latency { get; init; } = new ConstantLatency(Duration.FromMilliseconds(40), Duration.FromMilliseconds(40));

    /// <summary>How long a marketable order waits where the market holds them. Default 150 ms, range 0 to 500 ms.</summary>
    public Duration TakerHold { get; init; } = Duration.FromMilliseconds(150);

    /// <summary>From the news of a fill to its confirmation on chain. Default 5 s, range 0 to 600 s.</summary>
    public Duration Confirmation { get; init; } = Duration.FromSeconds(5);

    /// <summary>
    /// How far a print and the change of its level may lie apart and still be one trade. Default 100 ms (prints were recorded 10 to 20 ms
    /// after the change, and frames up to 89 ms late), range 0 to 10 s.
    /// </summary>
    public Duration PrintWindow { get; init; } = Duration.FromMilliseconds(100);

    /// <exception cref="ArgumentOutOfRangeException">Names the setting and its range.</exception>
    public void Validate()
    {
        Check(TakerHold, Duration.FromMilliseconds(500), nameof(TakerHold));
        Check(Confirmation, Duration.FromSeconds(600), nameof(Confirmation));
        Check(PrintWindow, Duration.FromSeconds(10), nameof(PrintWindow));
        if (Assumption > FillAssumption.Optimistic)
        {
            throw new ArgumentOutOfRangeException(nameof(Assumption), Assumption, "Allowed is pessimistic, realistic or optimistic.");
        }
    }

    private static void Check(Duration value, Duration max, string name)
    {
        if (value < Duration.Zero || value > max)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} lies between 0 and {max}.");
        }
    }
}
