using System.Globalization;

namespace PolyCloud.Storage.Workflows;

/// <summary>Where workflow instances live: <c>docs/state.md</c> says it for people.</summary>
public static class WorkflowTables
{
    /// <summary>One partition an instance: its head, its history, what has arrived and waits.</summary>
    public const string Instances = "WorkflowInstances";

    /// <summary>Partitions <see cref="Live"/> and <see cref="Ended"/>: which instances there are.</summary>
    public const string Index = "WorkflowIndex";

    /// <summary>Commands from any process, in the order of their row keys, until the owner has taken them.</summary>
    public const string Inbox = "WorkflowInbox";

    /// <summary>Who runs the instances.</summary>
    public const string Leases = "WorkflowLeases";

    public const string Live = "live";

    public const string Ended = "ended";

    public const string InboxPartition = "inbox";

    internal const string HeadRow = "head";

    /// <summary>Sorts before the head, so that a query from here sees what has arrived, the head and the history.</summary>
    internal const string ArrivedPrefix = "a-";

    internal const string HistoryPrefix = "history-";

    internal static string ArrivedRow(long number) => ArrivedPrefix + number.ToString("D12", CultureInfo.InvariantCulture);

    internal static string HistoryRow(int run, int step) =>
        HistoryPrefix + run.ToString("D8", CultureInfo.InvariantCulture) + "-" + step.ToString("D8", CultureInfo.InvariantCulture);

    internal static string RunPrefix(int run) => HistoryPrefix + run.ToString("D8", CultureInfo.InvariantCulture) + "-";
}
