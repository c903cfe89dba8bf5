using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.ContainerWorker.Api;

/// <summary>What is stored beside the snapshots, and shown.</summary>
/// <param name="Workflows">Of the control plane that shares the store; none where there is none.</param>
/// <param name="JournalDirectory">Null where no journal is kept.</param>
public sealed record ApiRecords(HistoryStore Histories, WorkflowClient Workflows, string Shard, string? JournalDirectory);
