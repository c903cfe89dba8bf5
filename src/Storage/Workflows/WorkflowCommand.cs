using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

public enum WorkflowCommandKind : byte
{
    /// <summary>Starts an instance; does nothing where the id is taken.</summary>
    Start,

    /// <summary>Raises an event.</summary>
    Raise,

    /// <summary>Keeps what arrives and advances nothing, until resumed.</summary>
    Suspend,

    /// <summary>Ends a suspension, and tries a stuck instance again.</summary>
    Resume,

    /// <summary>Ends the instance where it stands; running activities are not stopped.</summary>
    Terminate,
}

/// <summary>What any process may ask of the runtime, through the inbox.</summary>
public sealed record WorkflowCommand
{
    public required WorkflowCommandKind Kind { get; init; }

    public required string InstanceId { get; init; }

    /// <summary>Of a start the workflow, of a raise the event, otherwise empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>JSON of the input or the event's payload; of the others the reason. Empty where there is none.</summary>
    public string Text { get; init; } = "";

    /// <summary>The sender's id: the same command twice counts once.</summary>
    public required string Id { get; init; }

    public required Timestamp Sent { get; init; }

    /// <summary>Set by the runtime for children: who waits for the end.</summary>
    public string Parent { get; init; } = "";

    public int ParentRun { get; init; }

    public int ParentTask { get; init; }

    internal TableRow ToTableRow()
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        LongText.Write(columns, "Command", Payload.Write(this));
        return new TableRow(WorkflowTables.InboxPartition, $"{Sent.Micros:D18}-{Id}", columns);
    }

    /// <exception cref="InvalidStateRowException">The row holds no command.</exception>
    internal static WorkflowCommand Read(TableRow row)
    {
        try
        {
            return Payload.Read<WorkflowCommand>(LongText.Read(row, "Command")) ?? throw new InvalidStateRowException($"The row {row.Row} of the inbox is empty.");
        }
        catch (System.Text.Json.JsonException damage)
        {
            throw new InvalidStateRowException($"The row {row.Row} of the inbox holds no command: {damage.Message}");
        }
    }
}
