using PolyCloud.ContainerWorker.Measurement;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// Holds the engine's effect buffers and times its steps. Two buffers, because carrying out one effect can report back to the
/// engine, which writes further effects.
/// </summary>
public sealed class EngineDriver(JournaledEngine engine, Func<long> monotonicNanoseconds)
{
    /// <summary>Rounds of effects answered by effects in one step; a retry loop inside the engine would show as more.</summary>
    private const int MaximumRounds = 64;

    private const long FirstNanoseconds = 1_000_000_000;

    private long _firstBegan = -1;
    private EffectBuffer _filling = new();
    private EffectBuffer _draining = new();
    private bool _journalKeeps = true;

    /// <summary>Every input goes in here, past the journal where one is kept.</summary>
    public JournaledEngine Engine => engine;

    /// <summary>The buffer to hand to the engine's methods.</summary>
    public EffectBuffer Effects => _filling;

    /// <summary>Durations of engine steps that came from market data, in nanoseconds.</summary>
    public LatencyHistogram Decisions { get; } = new();

    /// <summary>Those of the first second after the first of them: what starting cold costs.</summary>
    public LatencyHistogram FirstDecisions { get; } = new();

    /// <summary>Ages of book frames at their arrival, by the venue's stamp, in nanoseconds; the clocks' difference is part of them.</summary>
    public LatencyHistogram FrameAges { get; } = new();

    /// <summary>Tells the engine when the journal has fallen behind or caught up; called once a step.</summary>
    public void WatchJournal(Timestamp now)
    {
        if (engine.IsJournalKeeping != _journalKeeps)
        {
            _journalKeeps = !_journalKeeps;
            engine.OnFeed(now, Feed.Journal, _journalKeeps, _filling);
        }
    }

    public long Begin() => monotonicNanoseconds();

    public void End(long began)
    {
        var took = monotonicNanoseconds() - began;
        Decisions.Record(took);
        if (_firstBegan < 0)
        {
            _firstBegan = began;
        }

        if (began - _firstBegan < FirstNanoseconds)
        {
            FirstDecisions.Record(took);
        }
    }

    /// <summary>Hands every pending effect to <paramref name="carry"/>, in order, until none is left.</summary>
    /// <exception cref="InvalidOperationException">Effects kept producing effects.</exception>
    public void Drain<TState>(TState state, CarryEffect<TState> carry)
    {
        for (var round = 0; _filling.Count > 0; round++)
        {
            if (round == MaximumRounds)
            {
                throw new InvalidOperationException("Effects kept answering effects in one step.");
            }

            (_filling, _draining) = (_draining, _filling);
            _filling.Clear();
            foreach (ref readonly var effect in _draining.Written)
            {
                carry(state, effect);
            }
        }
    }
}

/// <summary>Carries out one effect.</summary>
public delegate void CarryEffect<TState>(TState state, in Effect effect);
