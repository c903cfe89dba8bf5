using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>
/// Entries are gone from the exchange when their window closes for opening, everything when it is done: a moment later where all is
/// well, and within the venue's own dead-man sweep and one round of asking where it is not.
/// </summary>
internal sealed class NoOrderOutlivesItsPhase : IInvariant
{
    /// <summary>Where nothing was wrong: cancels go and arrive in a twentieth of a second, and are asked for again every second.</summary>
    private static readonly Duration CalmGrace = Duration.FromSeconds(3);

    /// <summary>Silence of 10 s, the sweep's interval of 5 s, and then some.</summary>
    private static readonly Duration DisturbedGrace = Duration.FromSeconds(20);

    /// <summary>What went wrong this long before may still have to be made up for.</summary>
    private static readonly Duration Aftermath = Duration.FromSeconds(30);

    private long _version = -1;
    private Timestamp _next = Timestamp.Never;

    public string Name => "no-order-outlives-its-phase";

    public string? Broken(SimulationScene scene)
    {
        if (_version != scene.Exchange.Version)
        {
            _version = scene.Exchange.Version;
            _next = Timestamp.Never;
            foreach (var (hash, _) in scene.Exchange.Live)
            {
                _next = Timestamp.Earlier(_next, GoesAt(scene, hash));
            }
        }

        if (scene.Now < _next + CalmGrace || (scene.DisturbedWithin(Aftermath) && scene.Now < _next + DisturbedGrace))
        {
            return null;
        }

        return scene.Exchange.Live.Values.Select(order => Describe(scene, order)).FirstOrDefault(static text => text is not null);
    }

    private static Timestamp GoesAt(SimulationScene scene, Hash256 hash)
    {
        if (!scene.Books.Orders.TryGetValue(hash, out var written))
        {
            return Timestamp.Never;
        }

        var phases = scene.Options.Engine.Phases.Of(WindowInterval.FiveMinutes);
        return written.Closes - (written.Purpose == OrderPurpose.Entry ? phases.CloseOnly : phases.Done);
    }

    private string? Describe(SimulationScene scene, VenueOrder order)
    {
        var due = GoesAt(scene, order.Order.Id);
        return due > _next ? null
            : $"{order.Order.Side} {order.Remaining} at {order.Price} of listing {order.Order.Listing.Slot} rests {(scene.Now - due).TotalSeconds:0.0} s too long";
    }
}
