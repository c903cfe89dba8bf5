using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>A list as of one snapshot.</summary>
/// <param name="AsOf">The worker's moment the list holds for.</param>
/// <param name="Sequence">Number of the snapshot.</param>
/// <param name="Total">Rows that fitted the question; more than are listed where a limit cut them.</param>
public sealed record Page<T>(string AsOf, long Sequence, int Total, IReadOnlyList<T> Items)
{
    internal static Page<T> Of(TradingSnapshot snapshot, IEnumerable<T> rows, int limit = int.MaxValue)
    {
        var all = rows.ToList();
        return new Page<T>(snapshot.At.ToString(), snapshot.Sequence, all.Count, all.Count > limit ? all[..limit] : all);
    }
}
