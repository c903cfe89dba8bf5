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

    /// <summary>How long nothing is sent for the same role after a refusal.</summary>
    public Duration PauseAfter(Reason reason) => reason switch
    {
        Reason.RejectedPostOnlyWouldCross or Reason.RejectedNoMatch or Reason.RejectedNotFilledWhole or Reason.RejectedTickSize => RacePause,
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
        errors.Range(key + ".lastingRefusalPause", LastingRefusalPause, Duration.Zero, Duration.FromSeconds(3600));
    }
}
