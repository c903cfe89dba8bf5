namespace PolyCloud.Engine.Bots;

/// <summary>
/// What a bot does now. Only an active one opens anything; whatever the state, what it holds is closed by the rules of the market's
/// phase. Error and emergency halt end only by a person's <see cref="BotSignal.Rearm"/>.
/// </summary>
public enum BotState : byte
{
    /// <summary>Not started.</summary>
    Idle,

    /// <summary>Waits for feeds, venue and storage to be as they must.</summary>
    Starting,

    /// <summary>Trades.</summary>
    Active,

    /// <summary>Opens nothing until resumed, by a person or by the end of a pause.</summary>
    Paused,

    /// <summary>Cancels its quotes and closes what it holds.</summary>
    Stopping,

    /// <summary>Clear and flat.</summary>
    Stopped,

    /// <summary>Its strategy broke a rule of the engine.</summary>
    Error,

    /// <summary>Risk or a person stopped it at once; what it holds is closed.</summary>
    EmergencyHalt,
}

/// <summary>What moves a bot from state to state.</summary>
public enum BotSignal : byte
{
    /// <summary>A person or the settings ask for it to trade.</summary>
    Start,

    /// <summary>Everything it needs is there.</summary>
    Ready,

    Pause,

    Resume,

    Stop,

    /// <summary>No order of it lives and it holds nothing that could be traded.</summary>
    Cleared,

    /// <summary>Its strategy broke a rule of the engine.</summary>
    Fail,

    /// <summary>Risk or a person stops it at once.</summary>
    EmergencyHalt,

    /// <summary>A person takes responsibility for what stopped it.</summary>
    Rearm,
}

/// <summary>How a signal moves a bot. A signal that fits no cell changes nothing.</summary>
public static class BotTransitions
{
    private const BotState Stay = (BotState)byte.MaxValue;

    /// <summary>Rows are states, columns signals (Start, Ready, Pause, Resume, Stop, Cleared, Fail, EmergencyHalt, Rearm).</summary>
    private static readonly BotState[,] Table =
    {
        { BotState.Starting, Stay, Stay, Stay, Stay, Stay, Stay, BotState.EmergencyHalt, Stay },
        { Stay, BotState.Active, BotState.Paused, Stay, BotState.Stopping, Stay, BotState.Error, BotState.EmergencyHalt, Stay },
        { Stay, Stay, BotState.Paused, Stay, BotState.Stopping, Stay, BotState.Error, BotState.EmergencyHalt, Stay },
        { Stay, Stay, Stay, BotState.Active, BotState.Stopping, Stay, BotState.Error, BotState.EmergencyHalt, Stay },
        { Stay, Stay, Stay, Stay, Stay, BotState.Stopped, BotState.Error, BotState.EmergencyHalt, Stay },
        { BotState.Starting, Stay, Stay, Stay, Stay, Stay, Stay, BotState.EmergencyHalt, Stay },
        { Stay, Stay, Stay, Stay, Stay, Stay, Stay, BotState.EmergencyHalt, BotState.Idle },
        { Stay, Stay, Stay, Stay, Stay, Stay, Stay, Stay, BotState.Idle },
    };

    /// <summary>The state after a signal, the same state where the signal does not apply.</summary>
    public static BotState After(this BotState state, BotSignal signal)
    {
        var next = Table[(int)state, (int)signal];
        return next == Stay ? state : next;
    }
}
