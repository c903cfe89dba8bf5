using System.Globalization;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>The events of one step, or of one arrival, as a row.</summary>
internal static class StepRow
{
    private const string EventsColumn = "Events";
    private const string CancelledColumn = "CancelledTimers";

    public static TableRow Of(string instanceId, string row, IReadOnlyList<HistoryEvent> events, IReadOnlyList<int> cancelledTimers)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [CancelledColumn] = string.Join(' ', cancelledTimers.Select(static id => id.ToString(CultureInfo.InvariantCulture))),
        };
        LongText.Write(columns, EventsColumn, Payload.Write(events));
        return new TableRow(instanceId, row, columns);
    }

    /// <exception cref="InvalidStateRowException">The row does not hold events.</exception>
    public static IReadOnlyList<HistoryEvent> Events(TableRow row)
    {
        try
        {
            return Payload.Read<List<HistoryEvent>>(LongText.Read(row, EventsColumn)) ?? [];
        }
        catch (System.Text.Json.JsonException damage)
        {
            throw new InvalidStateRowException($"The row {row.Partition}/{row.Row} holds no events: {damage.Message}");
        }
    }

    public static IEnumerable<int> CancelledTimers(TableRow row) => row.Text(CancelledColumn)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static id => int.Parse(id, CultureInfo.InvariantCulture));
}
