using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>What a person asks of one bot.</summary>
public sealed record BotRequest
{
    /// <summary>Name of its strategy where only one bot has it, or its number: <c>b0</c>.</summary>
    public string Bot { get; init; } = "";

    /// <summary>Start, Pause, Resume, Stop, EmergencyHalt or Rearm.</summary>
    public BotSignal Signal { get; init; }

    /// <summary>With Pause: how long, 1 s to 30 days; zero until a person resumes it.</summary>
    public Duration For { get; init; }

    /// <summary>Why, for the log and the next person. 1 to 500 characters.</summary>
    public string Reason { get; init; } = "";
}
