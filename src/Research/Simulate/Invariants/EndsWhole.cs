using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>What must hold when a run is over and everything has settled.</summary>
internal static class EndsWhole
{
    public const string Name = "ends-whole";

    /// <summary>What is wrong, or null.</summary>
    /// <param name="before">What the wallet had when it began.</param>
    public static string? Broken(SimulationScene scene, Money before)
    {
        if (scene.Exchange.Live.Count > 0)
        {
            return $"{scene.Exchange.Live.Count} orders rest though every worker has ended";
        }

        // Of several lives each knows its own windows only.
        if (scene.Books.Lives is not [var life] || scene.Exchange.Listings.Any(listing => listing.Winner is null))
        {
            return null;
        }

        var moved = scene.Venue.Exchange.Collateral(Holdings.Wallet) - before;
        return moved == life.Totals.RealizedPnl ? null : $"the wallet's dollars changed by {moved}, the worker booked {life.Totals.RealizedPnl}";
    }
}
