using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>What the host knows of its worker and the node does not.</summary>
/// <param name="HaltText">What the person who halted wrote; empty where nobody did.</param>
/// <param name="NotReadyBecause">In the words of a reason; null when ready.</param>
internal readonly record struct WorkerFacts(
    string Shard, long Epoch, string Source, Timestamp Started, string HaltText, string? NotReadyBecause, int StateRowsWaiting, Duration SchedulingLagMaximum, ParametersSnapshot Parameters, IReadOnlyList<WalletProposal> Moves, AlertsSnapshot Alerts);
