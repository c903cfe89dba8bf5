using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>How telling people through one channel goes, since the process began.</summary>
/// <param name="Problem">Why the newest try failed; null where it worked.</param>
/// <param name="LastFailure">Why the newest try that failed did, also where later ones worked.</param>
public sealed record AlertChannelBody(string Channel, long Sent, long Failed, long Dropped, int Waiting, string? LastSentAt, string? Problem, string? LastFailedAt, string? LastFailure)
{
    internal static AlertChannelBody Of(AlertChannelSnapshot channel) => new(
        channel.Channel, channel.Sent, channel.Failed, channel.Dropped, channel.Waiting, Moment(channel.LastSentAt), channel.Problem, Moment(channel.LastFailedAt), channel.LastFailure);

    private static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

/// <summary>How telling people goes. No channel: nobody is told.</summary>
/// <param name="HeldBack">Not sent because the same was told lately, or too many were.</param>
public sealed record AlertsBody(string AsOf, long HeldBack, IReadOnlyList<AlertChannelBody> Channels)
{
    internal static AlertsBody Of(TradingSnapshot snapshot) => new(
        snapshot.At.ToString(), snapshot.Alerts.HeldBack,
        [.. snapshot.Alerts.Channels.Select(AlertChannelBody.Of)]);
}
