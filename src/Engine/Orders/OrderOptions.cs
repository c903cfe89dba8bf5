using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>Churn rules, patience with the venue, and pauses after refusals.</summary>
public sealed record OrderOptions
{
    /// <summary>Number of the first intent; a restarted worker continues above its journal. Default 1; range 1 to 2^52.</summary>
    public long FirstIntent { get; init; } = 1;

    /// <summary>A resting order is not replaced for price, size or a closed gap before this. Default 100 ms; range 0 to 60 s.</summary>
    public Duration MinimumQuoteLife { get; init; } = Duration.FromMilliseconds(100);

    /// <summary>Least price change worth a replacement, in ticks. Default 1; range 1 to 100.</summary>
    public int MinimumChangeTicks { get; init; } = 1;

    /// <summary>Least growth of size worth a replacement. Default 1 share; range 0.01 to 1 000 shares.</summary>
    public Size MinimumChangeSize { get; init; } = Size.Shares(1);

    /// <summary>First pause before a failed cancel is sent again; doubles up to sixteen times. Default 250 ms; range 10 ms to 60 s.</summary>
    public Duration CancelRetry { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>A cancel without an answer for longer is sent again. Default 3 s; range 100 ms to 60 s.</summary>
    public Duration CancelTimeout { get; init; } = Duration.FromSeconds(3);

    /// <summary>Cancels of one order before a person is told. Default 5; range 1 to 1 000.</summary>
    public int CancelAttemptsBeforeAlert { get; init; } = 5;

    /// <summary>Fills that the venue has announced and not told for longer stop opening in that market. Default 5 s; range 100 ms to 600 s.</summary>
    public Duration FillPatience { get; init; } = Duration.FromSeconds(5);

    /// <summary>Pause after a post-only order would have crossed, or a taking order found nothing. Default 250 ms; range 0 to 60 s.</summary>
    public Duration RacePause { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Pause after a refusal for balance, rate or an unknown cause. Default 2 s; range 0 to 600 s.</summary>
    public Duration RefusalPause { get; init; } = Duration.FromSeconds(2);

    /// <summary>Pause after a refusal that will not heal by itself (signature, credential, closed market, minimum size). Default 30 s; range 0 to 3 600 s.</summary>
    public Duration LastingRefusalPause { get; init; } = Duration.FromSeconds(30);

    /// <summary>Most orders sent in a second, all bots together; cancels are not counted. Default 40; range 1 to 1 000.</summary>
    public int MaximumOrdersPerSecond { get; init; } = 40;

    /// <summary>Orders that may be sent at once after a quiet time. Default 80; range 1 to 4 096.</summary>
    public int OrderBurst { get; init; } = 80;

    /// <summary>Part of the burst that only closing orders may use. Default 10; range 0 to 4 095, below the burst.</summary>
    public int OrdersKeptForClosing { get; init; } = 10;

    /// <summary>
    /// An order estimated to have no more than this many shares of others before it keeps its place while the wanted price is
    /// farther from the touch by at most <see cref="QueueWorthTicks"/>. Default 0 (off); range 0 to 1 000 000 shares.
    /// </summary>
    public Size QueueFront { get; init; } = Size.Zero;

    /// <summary>How far the wanted price may lie behind before a place near the front is given up. Default 1; range 1 to 100 ticks.</summary>
    public int QueueWorthTicks { get; init; } = 1;

    /// <summary>Whether a refusal says only that the market moved while the order travelled.</summary>
    public static bool IsRace(Reason reason) =>
        reason is Reason.RejectedPostOnlyWouldCross or Reason.RejectedNoMatch or Reason.RejectedNotFilledWhole or Reason.RejectedTickSize;

    /// <summary>How long nothing is sent under the same slot, or by the same bot in that market, after a refusal.</summary>
    public Duration PauseAfter(Reason reason) => reason switch
    {
        _ when IsRace(reason) => RacePause,
        Reason.RejectedSignature or Reason.RejectedCredential or Reason.RejectedMarketClosed or Reason.RejectedMinimumSize => LastingRefusalPause,
        _ => RefusalPause,
    };

    internal void Validate(OptionErrors errors, string key)
    {
        var minute = Duration.FromSeconds(60);
        var tenMinutes = Duration.FromSeconds(600);
        errors.Range(key + ".firstIntent", FirstIntent, 1L, 1L << 52);
        errors.Range(key + ".minimumQuoteLife", MinimumQuoteLife, Duration.Zero, minute);
        errors.Range(key + ".minimumChangeTicks", MinimumChangeTicks, 1, 100);
        errors.Range(key + ".minimumChangeSize", MinimumChangeSize, new Size(10_000), Size.Shares(1_000));
        errors.Range(key + ".cancelRetry", CancelRetry, Duration.FromMilliseconds(10), minute);
        errors.Range(key + ".cancelTimeout", CancelTimeout, Duration.FromMilliseconds(100), minute);
        errors.Range(key + ".cancelAttemptsBeforeAlert", CancelAttemptsBeforeAlert, 1, 1_000);
        errors.Range(key + ".fillPatience", FillPatience, Duration.FromMilliseconds(100), tenMinutes);
        errors.Range(key + ".racePause", RacePause, Duration.Zero, minute);
        errors.Range(key + ".refusalPause", RefusalPause, Duration.Zero, tenMinutes);
        errors.Range(key + ".maximumOrdersPerSecond", MaximumOrdersPerSecond, 1, 1_000);
        errors.Range(key + ".orderBurst", OrderBurst, 1, 4_096);
        errors.Range(key + ".ordersKeptForClosing", OrdersKeptForClosing, 0, Math.Max(OrderBurst - 1, 0));
        errors.Range(key + ".queueFront", QueueFront, Size.Zero, Size.Shares(1_000_000));
        errors.Range(key + ".queueWorthTicks", QueueWorthTicks, 1, 100);
        errors.Range(key + ".lastingRefusalPause", LastingRefusalPause, Duration.Zero, Duration.FromSeconds(3600));
    }
}
