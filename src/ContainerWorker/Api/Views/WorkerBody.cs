using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>One connection or record the worker depends on.</summary>
public sealed record FeedBody(string Feed, bool IsHealthy);

/// <summary>The worker as a whole.</summary>
/// <param name="Activity">starting, trading, halted, flattening, stopping or stopped.</param>
/// <param name="IsClear">Asked after the halt, the venue answered that no order is open.</param>
/// <param name="NotReadyBecause">Null when ready.</param>
public sealed record WorkerBody(
    string AsOf, long Sequence, string Shard, long Epoch, string Activity, string Source, string Started, string? Halt, string? HaltText, bool IsClear, bool IsFlat, string VenueMode,
    IReadOnlyList<FeedBody> Feeds, string? NotReadyBecause, long FramesProcessed, long FramesSkipped, int StateRowsWaiting, double SchedulingLagMaximumMilliseconds, int OperationsUnderWay)
{
    internal static WorkerBody Of(TradingSnapshot snapshot)
    {
        var worker = snapshot.Worker;
        return new(
            snapshot.At.ToString(), snapshot.Sequence, worker.Shard, worker.Epoch, Words.Label(worker.Activity), worker.Source, worker.Started.ToString(), Words.Label(worker.Halt),
            worker.HaltText.Length == 0 ? null : worker.HaltText, worker.IsClear, worker.IsFlat, Words.Label(worker.VenueMode),
            [.. worker.Feeds.Select(static feed => new FeedBody(Words.Label(feed.Feed), feed.IsHealthy))], worker.NotReadyBecause, worker.FramesProcessed, worker.FramesSkipped, worker.StateRowsWaiting,
            worker.SchedulingLagMaximum.Micros / 1e3, worker.OperationsUnderWay);
    }
}

/// <summary>Something a person was told.</summary>
public sealed record NoticeBody(string At, string Severity, string? Reason, string? Market, string? Bot, string Text)
{
    internal static NoticeBody Of(NoticeSnapshot notice) => new(
        notice.At.ToString(), Words.Label(notice.Severity), Words.Label(notice.Reason), notice.Slug.Length == 0 ? null : notice.Slug, notice.Bot?.ToString(), notice.Text);
}
