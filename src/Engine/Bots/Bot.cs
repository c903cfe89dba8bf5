using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Bots;

/// <summary>A strategy at work: what it knows of markets and parameters is in its seats, its state, equity and losses are here.</summary>
internal sealed class Bot
{
    public Bot(BotId id, string name, Money capital)
    {
        Equity = new EquityMeter(capital);
        Id = id;
        Name = name;
    }

    public BotId Id { get; }

    /// <summary>Name of its strategy.</summary>
    public string Name { get; }

    public EquityMeter Equity { get; }

    public LossStreak Streak { get; } = new();

    public BotState State { get; private set; } = BotState.Starting;

    /// <summary>Why it is in a state that does not trade; none where nobody said.</summary>
    public Reason Why { get; private set; }

    /// <summary>When a pause ends by itself; never where a person must end it.</summary>
    public Timestamp PausedUntil { get; private set; } = Timestamp.Never;

    /// <summary>Its orders must go and what it holds must be closed, whatever the phase.</summary>
    public bool WorksOut => State >= BotState.Stopping;

    /// <summary>True where the signal changed the state.</summary>
    /// <param name="until">End of a pause, meaningful with <see cref="BotSignal.Pause"/>; a second pause only prolongs the first.</param>
    public bool Take(BotSignal signal, Reason why, Timestamp until)
    {
        var next = State.After(signal);
        if (signal == BotSignal.Pause && next == BotState.Paused)
        {
            PausedUntil = State == BotState.Paused ? Timestamp.Later(PausedUntil, until) : until;
        }

        if (signal == BotSignal.Rearm && next != State)
        {
            Equity.Rearm();
        }

        var changed = next != State;
        Why = changed || signal == BotSignal.Pause ? why : Why;
        State = next;
        return changed;
    }

    /// <summary>Why it opens nothing; none while it trades.</summary>
    public Reason OpeningVerdict => State switch
    {
        BotState.Active => Reason.None,
        _ when Why != Reason.None => Why,
        BotState.Starting => Reason.BotStarting,
        BotState.Paused => Reason.BotPaused,
        BotState.Error => Reason.BotFailed,
        BotState.EmergencyHalt => Reason.ManualHalt,
        _ => Reason.BotNotRunning,
    };
}
