using System.Diagnostics;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Metrics;

/// <summary>
/// One trace in a hundred orders, from the frame that made the engine decide to the venue's first answer. Written when the answer is
/// there, so that an order that is not sampled, or that nobody traces, costs one comparison.
/// </summary>
internal static class OrderTraces
{
    public const string SourceName = "PolyCloud.Orders";

    private const int OneIn = 100;

    private static readonly ActivitySource Source = new(SourceName);

    public static void Answered(in OrderSnapshot order, Timestamp now)
    {
        if (order.Intent.Number % OneIn != 1 || !Source.HasListeners())
        {
            return;
        }

        using var span = Source.StartActivity("frame to order acknowledgement", ActivityKind.Client, default(ActivityContext), startTime: At(order.Placed));
        span?.SetTag("market", order.Slug).SetTag("order", order.Id).SetTag("bot", order.Bot.ToString()).SetTag("purpose", order.Purpose.ToString())
            .SetTag("state", order.State.ToString()).SetTag("reason", order.Reason.Label()).SetEndTime(At(now).UtcDateTime);
    }

    private static DateTimeOffset At(Timestamp moment) => DateTimeOffset.UnixEpoch.AddTicks(moment.Micros * TimeSpan.TicksPerMicrosecond);
}
