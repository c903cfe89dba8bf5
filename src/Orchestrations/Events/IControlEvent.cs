namespace PolyCloud.Orchestrations.Events;

/// <summary>The payload of an event. Whoever takes it asks for its problem first and leaves it alone where there is one.</summary>
public interface IControlEvent
{
    /// <summary>Version of the payload's shape; 1 so far.</summary>
    int Version { get; }

    /// <summary>What is wrong with it, naming the field; null where it can be taken.</summary>
    string? Problem { get; }
}
