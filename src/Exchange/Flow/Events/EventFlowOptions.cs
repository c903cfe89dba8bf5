using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Flow.Events;

/// <summary>
/// Settings of generated multi-outcome events. Makers and takers are those fitted to recorded windows of two outcomes; events of price
/// ranges were never recorded, so nothing here is fitted to them.
/// </summary>
public sealed record EventFlowOptions
{
    /// <summary>Start of the first event; a multiple of the events' length in Unix time.</summary>
    public required Timestamp FirstOpens { get; init; }

    /// <summary>Length of the events, which follow each other like windows. Default five minutes.</summary>
    public WindowInterval Interval { get; init; } = WindowInterval.FiveMinutes;

    /// <summary>Markets of an event. Default 4, range 3 to 5.</summary>
    public int Outcomes { get; init; } = 4;

    /// <summary>What takers pay. Default that of the venue's crypto markets; other markets of events pay less, and some nothing.</summary>
    public FeeSchedule Fees { get; init; } = FeeSchedule.Crypto;

    /// <summary>Events in all; the flow ends after the last. Default unbounded.</summary>
    public int EventsMax { get; init; } = int.MaxValue;

    public UnderlyingOptions Underlying { get; init; } = new();

    public MakerOptions Makers { get; init; } = new();

    public TakerOptions Takers { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public void Validate()
    {
        if (FirstOpens.Micros % Interval.Length().Micros != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(FirstOpens), FirstOpens, $"An event starts at a multiple of {Interval.Length().TotalSeconds} s.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Outcomes, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Outcomes, 5);
        ArgumentOutOfRangeException.ThrowIfLessThan(EventsMax, 1);
        Underlying.Validate();
        Makers.Validate();
        Takers.Validate();
    }
}
