using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>
/// One window as the control plane wants it: that the row is there assigns the window to the shard. The phase only ever becomes
/// stricter. Table Desired, row <c>market:slug</c>.
/// </summary>
public sealed record DesiredMarketRow
{
    public required string Slug { get; init; }

    public required MarketPhase Phase { get; init; }

    public required Timestamp Opens { get; init; }

    public required Timestamp Closes { get; init; }

    public required bool IsHalted { get; init; }

    /// <summary>Why it is halted; empty where it is not.</summary>
    public required string HaltReason { get; init; }

    /// <summary>Number of the workflow's step that last set or lifted the halt: one that comes late, after a later one, changes nothing.</summary>
    public long HaltStep { get; init; }

    public required Timestamp Updated { get; init; }

    /// <summary>The stored row's ETag; empty before it was stored.</summary>
    public string Version { get; init; } = "";

    internal static string RowOf(string slug) => ControlTables.MarketPrefix + slug;

    internal TableRow ToTableRow(string shard) => new(
        shard,
        RowOf(Slug),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(Phase)] = Phase.ToString(),
            [nameof(Opens)] = Opens.Micros.ToString(CultureInfo.InvariantCulture),
            [nameof(Closes)] = Closes.Micros.ToString(CultureInfo.InvariantCulture),
            [nameof(IsHalted)] = IsHalted.ToString(),
            [nameof(HaltReason)] = HaltReason,
            [nameof(HaltStep)] = HaltStep.ToString(CultureInfo.InvariantCulture),
            [nameof(Updated)] = Updated.Micros.ToString(CultureInfo.InvariantCulture),
        },
        Version);

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    internal static DesiredMarketRow Read(TableRow row) => new()
    {
        Slug = row.Row[ControlTables.MarketPrefix.Length..],
        Phase = row.Choice<MarketPhase>(nameof(Phase)),
        Opens = row.Moment(nameof(Opens)),
        Closes = row.Moment(nameof(Closes)),
        IsHalted = row.Flag(nameof(IsHalted)),
        HaltReason = row.Text(nameof(HaltReason)),
        HaltStep = row.Whole(nameof(HaltStep)),
        Updated = row.Moment(nameof(Updated)),
        Version = row.Version,
    };
}
