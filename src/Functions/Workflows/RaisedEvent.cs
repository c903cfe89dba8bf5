using System.Text.Json;

namespace PolyCloud.Functions.Workflows;

/// <summary>
/// An event as it travels. All kinds go under one name of Durable Task, <see cref="Inbox"/>, so that the order of their arrival is
/// kept across kinds.
/// </summary>
/// <param name="Name">The event's kind; empty for one that only makes the instance look again.</param>
/// <param name="Id">The sender's id of it: raised again, it counts once.</param>
/// <param name="Payload">JSON.</param>
public sealed record RaisedEvent(string Name, string Id, string Payload)
{
    /// <summary>Under which name Durable Task carries them.</summary>
    public const string Inbox = "inbox";

    /// <summary>The event, or null where it is none: anybody with the role may raise anything.</summary>
    internal static RaisedEvent? Read(JsonElement raised)
    {
        try
        {
            return raised.ValueKind == JsonValueKind.Object && Orchestrations.Port.Payload.Read<RaisedEvent>(raised.GetRawText()) is { Name: not null, Id.Length: > 0, Payload: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
