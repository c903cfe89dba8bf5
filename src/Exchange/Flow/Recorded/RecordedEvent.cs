using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>One level of a recorded event, in the recorded token's terms.</summary>
public readonly record struct RecordedLevel(Side Side, Price Price, Size Size);

/// <summary>One book event of a recording, in the recorded token's terms.</summary>
public sealed class RecordedEvent
{
    /// <summary>The exchange's own moment of the book, millisecond resolution.</summary>
    public required Timestamp At { get; init; }

    /// <summary>Index into the tokens of the window's header.</summary>
    public required int Token { get; init; }

    /// <summary>True where the levels are the whole book, false where they are absolute changes of single levels.</summary>
    public required bool Full { get; init; }

    public required RecordedLevel[] Levels { get; init; }
}

/// <summary>The line that begins a window in a recording.</summary>
public sealed record RecordedHeader(string Slug, string ConditionId, IReadOnlyList<string> Tokens);
