namespace PolyCloud.Orchestrations.Port;

/// <summary>What a wait for an event ended with.</summary>
/// <param name="Arrived">False where the time ran out.</param>
public readonly record struct EventWait<T>(bool Arrived, T? Payload);

/// <summary>What a wait for several kinds of events ended with.</summary>
/// <param name="Name">Null where the time ran out.</param>
/// <param name="PayloadJson">The event's payload as JSON; null where none came with it.</param>
public readonly record struct NamedEventWait(string? Name, string? PayloadJson)
{
    public bool Arrived => Name is not null;

    /// <exception cref="System.Text.Json.JsonException">The payload is not what the caller expects.</exception>
    public T? Read<T>() => PayloadJson is null ? default : Payload.Read<T>(PayloadJson);
}
