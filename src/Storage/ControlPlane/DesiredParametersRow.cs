using System.Globalization;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>The strategy parameters a shard should trade with. Table Desired, row <c>parameters</c>.</summary>
public sealed record DesiredParametersRow
{
    /// <summary>Rises with every change.</summary>
    public required long Number { get; init; }

    /// <summary>Settings as <c>key=value</c>, on top of what the worker was started with.</summary>
    public required IReadOnlyList<string> Assignments { get; init; }

    public required string Who { get; init; }

    /// <summary>The stored row's ETag; empty before it was stored.</summary>
    public string Version { get; init; } = "";

    internal TableRow ToTableRow(string shard)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(Number)] = Number.ToString(CultureInfo.InvariantCulture),
            [nameof(Who)] = Who,
        };
        LongText.Write(columns, nameof(Assignments), Payload.Write(Assignments));
        return new TableRow(shard, ControlTables.ParametersRow, columns, Version);
    }

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    internal static DesiredParametersRow Read(TableRow row)
    {
        try
        {
            return new DesiredParametersRow
            {
                Number = row.Whole(nameof(Number)),
                Assignments = Payload.Read<List<string>>(LongText.Read(row, nameof(Assignments))) ?? [],
                Who = row.Text(nameof(Who)),
                Version = row.Version,
            };
        }
        catch (System.Text.Json.JsonException damage)
        {
            throw new InvalidStateRowException($"The row {row.Partition}/{row.Row} holds no settings: {damage.Message}");
        }
    }
}
