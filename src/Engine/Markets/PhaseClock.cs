using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>
/// The phase of one window: a table of beginnings, walked by the engine's clock. It only ever moves forward; from outside only a
/// stricter one of the trading phases is taken.
/// </summary>
internal sealed class PhaseClock
{
    private readonly Step[] _steps;

    public PhaseClock(MarketSpec spec, PhaseOptions options)
    {
        var schedule = options.Of(spec.Interval);
        _steps =
        [
            new(MarketPhase.Making, spec.Opens),
            new(MarketPhase.Unwind, Timestamp.Later(spec.Opens, spec.Closes - schedule.Unwind)),
            new(MarketPhase.CloseOnly, Timestamp.Later(spec.Opens, spec.Closes - schedule.CloseOnly)),
            new(MarketPhase.HedgeLock, Timestamp.Later(spec.Opens, spec.Closes - schedule.HedgeLock)),
            new(MarketPhase.Done, Timestamp.Later(spec.Opens, spec.Closes - schedule.Done)),
            new(MarketPhase.Resolving, spec.Closes),
        ];
    }

    public MarketPhase Current { get; private set; }

    /// <summary>Opening orders may live now.</summary>
    public bool AllowsOpening => Current is MarketPhase.Making or MarketPhase.Unwind;

    /// <summary>Closing orders may live now.</summary>
    public bool AllowsClosing => Current is >= MarketPhase.Making and < MarketPhase.Done;

    /// <summary>When the clock itself changes the phase next.</summary>
    public Timestamp NextStep
    {
        get
        {
            foreach (var step in _steps)
            {
                if (step.Phase > Current)
                {
                    return step.Begins;
                }
            }

            return Timestamp.Never;
        }
    }

    /// <summary>Moves to the phase that <paramref name="now"/> asks for; true where that is a new one.</summary>
    public bool Advance(Timestamp now)
    {
        var reached = Current;
        foreach (var step in _steps)
        {
            if (step.Begins <= now && step.Phase > reached)
            {
                reached = step.Phase;
            }
        }

        return MoveTo(reached);
    }

    /// <summary>The feeds have shown data.</summary>
    public bool Warm() => Current == MarketPhase.Discovered && MoveTo(MarketPhase.Warming);

    /// <summary>A wish from outside: taken only where it is stricter and a trading phase.</summary>
    public bool Tighten(MarketPhase desired) =>
        desired is >= MarketPhase.Unwind and <= MarketPhase.Done && MoveTo(desired);

    /// <summary>The winner is known.</summary>
    public bool Settle() => MoveTo(MarketPhase.Settled);

    private bool MoveTo(MarketPhase phase)
    {
        if (phase <= Current)
        {
            return false;
        }

        Current = phase;
        return true;
    }

    private readonly record struct Step(MarketPhase Phase, Timestamp Begins);
}
