using PolyCloud.Engine.Values;
using PolyCloud.Storage.Histories;

namespace PolyCloud.ContainerWorker.Histories;

/// <summary>One period of one history.</summary>
internal readonly record struct HistoryKey(HistoryTable Table, string Partition, Timestamp Begin)
{
    public static string BotPartition(string shard, string bot) => $"{shard}-{bot}";
}
