namespace PolyCloud.Orchestrations.Events;

/// <summary>Names of the events that workflows take. The payload of each is the record of the same name.</summary>
public static class ControlEvents
{
    /// <summary>To the kill switch: halt everything of a shard. To a market: halt that window. Payload <see cref="KillRequested"/>.</summary>
    public const string Kill = "kill";

    /// <summary>Lifts a halt, never a phase. Payload <see cref="ResumeRequested"/>.</summary>
    public const string Resume = "resume";

    /// <summary>New strategy parameters. Payload <see cref="Events.ParametersChanged"/>.</summary>
    public const string ParametersChanged = "parameters-changed";

    /// <summary>How a window paid. Payload <see cref="MarketResolved"/>.</summary>
    public const string Resolved = "resolved";
}
