using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>
/// The parameter changes in force, as the settings people gave: a set is made of them anew, so that an option added later has its
/// default. Table Control, partition <c>shard</c>, row <c>parameters</c>.
/// </summary>
public sealed record ParametersRow
{
    public const string RowKey = "parameters";

    public required string Shard { get; init; }

    public required long Epoch { get; init; }

    public required IReadOnlyList<ParameterChange> Changes { get; init; }

    /// <summary>The changes as they are stored, without their sets.</summary>
    public static string TextOf(IReadOnlyList<ParameterChange> changes) =>
        Encoding.UTF8.GetString(ExactJson.Write(changes.Select(change => change with { Parameters = null }).ToList()));

    public TableRow ToTableRow() => new(
        Shard,
        RowKey,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(),
            [nameof(Changes)] = TextOf(Changes),
        });

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static ParametersRow Read(TableRow row)
    {
        try
        {
            return new ParametersRow
            {
                Shard = row.Partition,
                Epoch = row.Whole(WorkerTables.EpochColumn),
                Changes = ExactJson.Read<List<ParameterChange>>(Encoding.UTF8.GetBytes(row.Text(nameof(Changes)))),
            };
        }
        catch (Exception problem) when (problem is JournalUnreadableException)
        {
            throw new InvalidStateRowException($"The row {row.Partition}/{row.Row} is damaged: its column {nameof(Changes)} holds no parameter changes ({problem.Message}).");
        }
    }
}
