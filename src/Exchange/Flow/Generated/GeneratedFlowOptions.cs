using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>
/// Settings of the generated order flow. The defaults are fitted to recorded books (docs/calibration.md) and to nothing else.
/// </summary>
public sealed record GeneratedFlowOptions
{
    /// <summary>Start of the first window; a multiple of the windows' length in Unix time.</summary>
    public required Timestamp FirstOpens { get; init; }

    /// <summary>Length of the windows. Default five minutes, which the agents are fitted to; they trade longer ones no differently.</summary>
    public WindowInterval Interval { get; init; } = WindowInterval.FiveMinutes;

    /// <summary>Windows listed ahead of the running one. Default 2, range 1 to 5.</summary>
    public int WindowsAhead { get; init; } = 2;

    /// <summary>Windows in all; the flow ends after the last. Default unbounded.</summary>
    public int WindowsMax { get; init; } = int.MaxValue;

    /// <summary>How the windows settle: the 60 s average (default), spot, which recordings before August 2026 need, or an exchange's candle.</summary>
    public SettlementRule Settlement { get; init; } = SettlementRule.TimeWeightedAverage60Seconds;

    /// <summary>Names the token of a condition and outcome; null takes a plain hash, which is quicker. Default null.</summary>
    public Func<string, Outcome, string>? TokenId { get; init; }

    public UnderlyingOptions Underlying { get; init; } = new();

    public MakerOptions Makers { get; init; } = new();

    public TakerOptions Takers { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public void Validate()
    {
        if (FirstOpens.Micros % Interval.Length().Micros != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(FirstOpens), FirstOpens, $"A window starts at a multiple of {Interval.Length().TotalSeconds} s.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(WindowsAhead, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WindowsAhead, 5);
        ArgumentOutOfRangeException.ThrowIfLessThan(WindowsMax, 1);
        if (Settlement is not (SettlementRule.TimeWeightedAverage60Seconds or SettlementRule.Spot or SettlementRule.ExchangeCandle))
        {
            throw new ArgumentOutOfRangeException(nameof(Settlement), Settlement, "The generated flow prices the 60 s average, spot and candles.");
        }

        Underlying.Validate();
        Makers.Validate();
        Takers.Validate();
    }
}
