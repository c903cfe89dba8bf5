using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Scheduling;

namespace PolyCloud.Exchange;

/// <summary>What every part of the exchange shares: the moment, what is due, whom to tell.</summary>
internal sealed class VenueContext(ExchangeOptions options, IExchangeListener listener)
{
    internal ExchangeOptions Options { get; } = options;

    internal IExchangeListener Listener { get; } = listener;

    internal DueQueue Due { get; } = new();

    internal Timestamp Now { get; set; }

    /// <summary>Decides a trade's way to settlement instead of the exchange's own draws; null leaves it to them.</summary>
    internal Func<VenueTrade, SettlementFate?> FateOf { get; set; } = static _ => null;

    /// <summary>How much later a result that is due is told; <see cref="Duration"/> zero is now, null is never.</summary>
    internal Func<Listing, Duration?> HoldResult { get; set; } = static _ => Duration.Zero;

    /// <summary>Schedules from now on; a moment already past is due at once.</summary>
    internal void At(Timestamp due, Action act) => Due.Add(Timestamp.Later(due, Now), act);
}
