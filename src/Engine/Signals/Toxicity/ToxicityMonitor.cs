using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Toxicity;

/// <summary>
/// Weighs the signs of informed flow in one market: fast moves and high variance of the underlying, order imbalance, one-sided volume,
/// own mark-outs. An extreme one halts for a known time, counted from its last cause; a strong one shrinks.
/// </summary>
internal sealed class ToxicityMonitor
{
    private readonly ToxicityOptions _options;
    private readonly ImbalanceScore _imbalance;
    private readonly VolumeBuckets _buckets;
    private readonly MarkOutMean _markOuts;
    private Timestamp _haltUntil;
    private Reason _haltReason;

    public ToxicityMonitor(ToxicityOptions options)
    {
        _options = options;
        _imbalance = new ImbalanceScore(options.ImbalanceSamples, options.ImbalanceSpacing);
        _buckets = new VolumeBuckets(options.BucketVolume, options.Buckets);
        _markOuts = new MarkOutMean(options.MarkOutHalfLife);
    }

    /// <summary>A look at the book now would make a sample of the imbalance.</summary>
    public bool WantsBook(Timestamp now) => _imbalance.IsDue(now);

    /// <summary>Takes the sizes of the best levels of the Up book.</summary>
    public void ObserveBook(Timestamp now, Size bids, Size asks)
    {
        if (_imbalance.Observe(now, bids, asks) && _imbalance.Value is { } score && Math.Abs(score) > _options.ImbalanceHalt)
        {
            Halt(now, Reason.OrderImbalance);
        }
    }

    /// <param name="upward">The taker bought Up or sold Down.</param>
    public void ObserveTrade(Timestamp now, Size size, bool upward)
    {
        if (_buckets.Observe(size, upward) && _buckets.Value is { } oneSided && oneSided > _options.BucketHalt)
        {
            Halt(now, Reason.OneSidedVolume);
        }
    }

    /// <summary>Takes how far the mid moved after an own fill, dollars a share, good for us positive.</summary>
    public void ObserveMarkOut(Timestamp now, double dollarsPerShare, Size size)
    {
        _markOuts.Observe(dollarsPerShare, size);
        if (dollarsPerShare < 0 && IsLoss(_options.MarkOutHalt))
        {
            Halt(now, Reason.AdverseMarkOuts);
        }
    }

    /// <param name="lastFastMove">Engine time of the underlying's last fast move.</param>
    /// <param name="deviationPerSecond">Of the underlying's log return.</param>
    public ToxicityRegime Regime(Timestamp now, Timestamp? lastFastMove, double deviationPerSecond)
    {
        var until = _haltUntil;
        var reason = _haltReason;
        if (lastFastMove is { } move && move + _options.HaltLength > until)
        {
            until = move + _options.HaltLength;
            reason = Reason.FastMove;
        }

        if (reason != Reason.None && now < until)
        {
            return ToxicityRegime.MicroHalt(until, reason);
        }

        var caution = CautionReason(deviationPerSecond);
        return caution == Reason.None ? ToxicityRegime.Normal : ToxicityRegime.Caution(_options.CautionSizePercent, caution);
    }

    private Reason CautionReason(double deviationPerSecond) =>
        _options.CautionDeviationPerSecond > 0 && deviationPerSecond > _options.CautionDeviationPerSecond ? Reason.FastMove
        : _imbalance.Value is { } score && Math.Abs(score) > _options.ImbalanceCaution ? Reason.OrderImbalance
        : _buckets.Value is { } oneSided && oneSided > _options.BucketCaution ? Reason.OneSidedVolume
        : IsLoss(_options.MarkOutCaution) ? Reason.AdverseMarkOuts
        : Reason.None;

    private bool IsLoss(Price threshold) => _markOuts.Value is { } mean && -mean * Price.Scale > threshold.Units;

    private void Halt(Timestamp now, Reason reason)
    {
        _haltUntil = now + _options.HaltLength;
        _haltReason = reason;
    }
}
