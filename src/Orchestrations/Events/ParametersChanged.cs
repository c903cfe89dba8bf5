namespace PolyCloud.Orchestrations.Events;

/// <summary>A set of strategy parameters to be put in force.</summary>
public sealed record ParametersChanged : IControlEvent
{
    public int Version { get; init; } = 1;

    /// <summary>Rises with every change: an older one than what is stored changes nothing. From 1.</summary>
    public required long Number { get; init; }

    /// <summary>Settings as <c>key=value</c>, on top of what the worker was started with.</summary>
    public required IReadOnlyList<string> Assignments { get; init; }

    public required string Who { get; init; }

    public string? Problem => EventText.ProblemOf(Version, "set", Who)
        ?? (Number < 1 ? $"number is {Number}; it starts at 1" : null)
        ?? (Assignments is not { Count: > 0 and <= 200 } ? "assignments must hold 1 to 200 settings" : null)
        ?? (Assignments.FirstOrDefault(static text => text is null || !text.Contains('=', StringComparison.Ordinal)) is { } bad ? $"assignments holds '{bad}', which is no key=value" : null);
}
