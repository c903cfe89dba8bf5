namespace PolyCloud.Exchange.Fills.Queues;

/// <summary>
/// Every displayed share is equally likely to be cancelled, so that the part ahead shrinks as the level does: cancels at a constant
/// rate per order (Cont, Stoikov and Talreja, "A stochastic model for order book dynamics", Operations Research 58, 2010).
/// Ignores: that old orders at the front are worth more to their owners and are cancelled less.
/// </summary>
public sealed class ProportionalCancels : IQueueModel
{
    public string Name => "proportional cancels";

    public long Join(long displayed) => displayed;

    public long Trade(long ahead, long traded) => Math.Max(0, ahead - traded);

    /// <summary>Rounded up: against the order.</summary>
    public long Shrink(long ahead, long before, long after) => before <= 0 || after <= 0
        ? 0
        : (long)((((Int128)Math.Min(ahead, before) * after) + before - 1) / before);
}
