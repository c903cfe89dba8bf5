using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Whether the worker that trades believes what the exchange knows: the same orders, the same tokens, the same dollars.</summary>
internal static class Agreement
{
    /// <summary>The first difference, or null.</summary>
    public static string? Difference(SimulationScene scene)
    {
        var trading = scene.Workers.Where(worker => worker.IsTrading).ToList();
        if (trading.Count == 0)
        {
            return scene.Workers.All(worker => worker.IsOver)
                ? scene.Exchange.Live.Count == 0 ? null : $"no worker is left and {scene.Exchange.Live.Count} orders rest"
                : "no worker trades yet";
        }

        if (trading.Count > 1)
        {
            return "two workers trade: epochs " + string.Join(" and ", trading.Select(worker => worker.Epoch));
        }

        var worker = trading[0];
        return OrderDifference(scene, worker) ?? worker.Node!.Driver.Engine.ActiveMarkets.ToArray().Select(market => MarketDifference(scene, worker.Node.Driver.Engine.View(market))).FirstOrDefault(static text => text is not null);
    }

    private static string? OrderDifference(SimulationScene scene, SimulatedWorker worker)
    {
        var believed = worker.Node!.Driver.Engine.LiveOrders();
        foreach (var order in scene.Exchange.Live.Values)
        {
            var written = scene.Books.Orders.GetValueOrDefault(order.Order.Id);
            if (written.Epoch != worker.Epoch || !believed.Any(own => own.Intent == written.Intent))
            {
                return $"an order of epoch {written.Epoch} rests that worker {worker.Name} does not know: {order.Order.Id}";
            }
        }

        foreach (var own in believed)
        {
            if (own.State is OrderState.Live or OrderState.Unknown or OrderState.PendingCancel && !Rests(scene, worker.Epoch, own))
            {
                return $"worker {worker.Name} believes intent {own.Intent.Number} to be {own.State}, and it does not rest";
            }
        }

        return null;
    }

    private static bool Rests(SimulationScene scene, long epoch, in LiveOrder own)
    {
        foreach (var hash in scene.Exchange.Live.Keys)
        {
            if (scene.Books.Orders.TryGetValue(hash, out var written) && written.Epoch == epoch && written.Intent == own.Intent)
            {
                return true;
            }
        }

        return false;
    }

    private static string? MarketDifference(SimulationScene scene, MarketView view)
    {
        if (scene.Exchange.Listings.FirstOrDefault(known => known.Spec.Slug == view.Spec.Slug) is not { Winner: null } listing || view.Winner is not null)
        {
            return null;
        }

        return TokenDifference(scene, listing, view, Outcome.Up) ?? TokenDifference(scene, listing, view, Outcome.Down) ?? CashDifference(scene, listing, view);
    }

    private static string? TokenDifference(SimulationScene scene, Listing listing, MarketView view, Outcome outcome)
    {
        var held = Holdings.Of(scene, listing.Id, outcome);
        var believed = outcome == Outcome.Up ? view.Up.Provisional : view.Down.Provisional;
        return held == believed ? null : $"{view.Spec.Slug} {outcome}: the exchange holds {held}, the worker believes {believed}";
    }

    /// <summary>Dollars that went in and came out, sets merged and split at a dollar, against what is booked: realised, less what is tied up.</summary>
    private static string? CashDifference(SimulationScene scene, Listing listing, MarketView view)
    {
        var merged = Holdings.TradedOf(scene, listing.Id, Outcome.Up) - Holdings.Of(scene, listing.Id, Outcome.Up);
        var moved = Holdings.CashOf(scene, listing.Id) + new Money(merged.Units);
        var booked = view.RealizedPnl - (view.Up.Cost + view.Down.Cost) - Money.Notional(Price.One, view.CompleteSets, Rounding.Down);
        return moved == booked ? null : $"{view.Spec.Slug}: {moved} moved at the exchange, the worker booked {booked}";
    }
}
