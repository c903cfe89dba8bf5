using System.Text;
using PolyCloud.Engine.Risk;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>What the limits and breakers of one shard must remember over a restart. Table Control, partition <c>shard</c>, row <c>risk</c>.</summary>
public sealed record RiskRow
{
    public const string RowKey = "risk";

    public required string Shard { get; init; }

    public required long Epoch { get; init; }

    public required RiskState State { get; init; }

    public TableRow ToTableRow() => new(
        Shard,
        RowKey,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(),
            [nameof(State)] = Encoding.UTF8.GetString(ExactJson.Write(State)),
        });

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static RiskRow Read(TableRow row)
    {
        try
        {
            return new RiskRow
            {
                Shard = row.Partition,
                Epoch = row.Whole(WorkerTables.EpochColumn),
                State = ExactJson.Read<RiskState>(Encoding.UTF8.GetBytes(row.Text(nameof(State)))),
            };
        }
        catch (Exception problem) when (problem is JournalUnreadableException)
        {
            throw new InvalidStateRowException($"The row {row.Partition}/{row.Row} is damaged: its column {nameof(State)} is no state of risk ({problem.Message}).");
        }
    }
}
