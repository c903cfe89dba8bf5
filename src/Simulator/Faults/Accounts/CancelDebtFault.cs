using PolyCloud.Engine.Values;
using PolyCloud.Simulator.RateLimits;

namespace PolyCloud.Simulator.Faults.Accounts;

/// <summary>Every signer's bucket of cancel tokens is deep below zero, as after cancelling very many orders at once.</summary>
internal sealed class CancelDebtFault(SignerBuckets buckets) : VenueFault(
    "cancel-debt", "The cancel buckets are negative: cancels get 429 with Retry-After until the debt is refilled; placements pass.",
    new FaultParameter("tokens", "How far below zero.", 200, 1, 1_000_000))
{
    internal override void Begin(Timestamp now)
    {
        if (Strikes(now))
        {
            buckets.OweCancels(now, (long)Value("tokens"));
        }
    }

    internal override void End(Timestamp now) => buckets.OweCancels(now, 0);
}
