using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>Whether a worker is ready to trade, for its health endpoint. A halt is ready: somebody wants it so.</summary>
internal static class Readiness
{
    /// <returns>Null when ready, else the reason's label.</returns>
    public static string? NotReadyBecause(TradingNode? node, StateRecorder recorder, WorkerStores stores)
    {
        if (node is null)
        {
            return "starting";
        }

        var reason = node.Halt != Reason.None ? Reason.None
            : !node.Feeds.Market ? Reason.DataGap
            : !node.Feeds.Oracle ? Reason.OracleStale
            : !node.Feeds.User ? Reason.UserStreamDown
            : !node.Feeds.Heartbeat ? Reason.HeartbeatMissed
            : !node.Feeds.Reconciliation ? Reason.ReconciliationPending
            : recorder.JournalProblem is not null || stores.Journal is { IsKeeping: false } ? Reason.JournalBehind
            : stores.State.Problem is not null ? Reason.StateStoreUnavailable
            : Reason.None;
        return reason == Reason.None ? null : reason.Label();
    }
}
