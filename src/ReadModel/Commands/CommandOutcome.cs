namespace PolyCloud.ReadModel.Commands;

/// <summary>What became of a command.</summary>
public enum CommandStatus : byte
{
    /// <summary>It is in the engine; the next snapshots show its effect.</summary>
    Accepted,

    /// <summary>What it names does not exist.</summary>
    NotFound,

    /// <summary>A field is wrong; nothing was changed.</summary>
    Invalid,

    /// <summary>The state does not allow it now; nothing was changed.</summary>
    Conflict,

    /// <summary>It cannot be carried out now, or only in part; the detail says what.</summary>
    Unavailable,
}

/// <summary>The answer to a command.</summary>
/// <param name="Detail">For people: what happened, or what is wrong and what is allowed.</param>
/// <param name="Field">The wrong field of an invalid command; empty else.</param>
/// <param name="Id">The id of what was made; empty where nothing was.</param>
public readonly record struct CommandOutcome(CommandStatus Status, string Detail, string Field = "", string Id = "")
{
    public bool IsAccepted => Status == CommandStatus.Accepted;

    public static CommandOutcome Accepted(string detail, string id = "") => new(CommandStatus.Accepted, detail, Id: id);

    public static CommandOutcome NotFound(string detail) => new(CommandStatus.NotFound, detail);

    public static CommandOutcome Invalid(string field, string detail) => new(CommandStatus.Invalid, detail, field);

    public static CommandOutcome Conflict(string detail) => new(CommandStatus.Conflict, detail);

    public static CommandOutcome Unavailable(string detail) => new(CommandStatus.Unavailable, detail);
}
