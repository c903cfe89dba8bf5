using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Orders;

namespace PolyCloud.Polymarket.Client;

/// <summary>What is known of an order after its placement.</summary>
public enum PlacementState : byte
{
    /// <summary>The venue has taken it.</summary>
    Accepted,

    /// <summary>The venue has proved that it has not taken it.</summary>
    Rejected,

    /// <summary>It may rest or have filled: ask for the hash, and place nothing in its stead until that is answered.</summary>
    Unknown,
}

/// <summary>The outcome of one placement.</summary>
/// <param name="Order">The hash, known before it was sent.</param>
/// <param name="Reason">Why not, or why it is not known.</param>
/// <param name="Answer">The venue's answer; the default where none was read.</param>
public sealed record PlacementOutcome(PlacementState State, Hash256 Order, Reason Reason, PlacementAnswer Answer)
{
    internal static PlacementOutcome Of(in PlacementVerdict verdict, in Hash256 order) => verdict.Kind switch
    {
        PlacementVerdictKind.Accepted => new(PlacementState.Accepted, order, Reason.None, verdict.Answer),
        PlacementVerdictKind.Rejected or PlacementVerdictKind.NotSent or PlacementVerdictKind.NeverArrived => new(PlacementState.Rejected, order, verdict.Reason, verdict.Answer),
        _ => new(PlacementState.Unknown, order, verdict.Reason, verdict.Answer),
    };
}

/// <summary>An order that is signed and written, ready to be sent as often as one likes: it stays the same order.</summary>
public readonly record struct SignedOrder(Hash256 Order, ReadOnlyMemory<byte> Entry);
