using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// Compares what we believe with what the venue says, and mends it: missing fills are booked, orders the venue does not have are
/// asked about one by one, orders we do not know are cancelled. Until the first whole comparison after a gap nothing is opened.
/// </summary>
internal sealed class Reconciliation(
    Reconciler reconciler,
    TradingRequests requests,
    PendingCalls calls,
    OrderGateway gateway,
    FillIntake fills,
    EngineDriver driver,
    INodeObserver observer)
{
    /// <summary>An order placed this shortly before the question may rightly be missing from the answer.</summary>
    private static readonly Duration InFlight = Duration.FromSeconds(2);

    /// <summary>The venue was compared since the last gap.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Told when the executions of a comparison are booked, before anything is decided on them.</summary>
    public Action<Timestamp>? FillsBooked { get; set; }

    /// <summary>Comparisons that were made.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Differences found over all comparisons.</summary>
    public long Differences { get; private set; }

    public Timestamp NextDeadline => reconciler.NextDeadline;

    /// <summary>There was a gap: nothing is opened until the venue has been asked.</summary>
    public void Begin(Timestamp now)
    {
        IsCurrent = false;
        driver.Engine.OnFeed(now, Feed.Reconciliation, healthy: false, driver.Effects);
        reconciler.Begin(now);
    }

    /// <summary>Asks soon, without doubting what is known.</summary>
    public void Refresh(Timestamp now) => reconciler.Refresh(now);

    public void Tick(Timestamp now) => reconciler.Tick(now);

    /// <summary>Fills learned while asking about one order.</summary>
    public void Take(Timestamp now, ReadOnlySpan<VenueFill> known)
    {
        foreach (ref readonly var fill in known)
        {
            fills.Take(now, fill);
        }
    }

    public void Compare(Timestamp now, VenuePicture picture)
    {
        foreach (var fill in picture.Fills)
        {
            fills.Take(now, fill);
        }

        FillsBooked?.Invoke(now);
        var open = picture.Orders.Select(order => order.Order).ToHashSet();
        var ours = OursMissingAtVenue(now, picture, open);
        var strange = picture.Orders.Where(order => !gateway.TryIntent(order.Order, out _)).Select(order => order.Order).ToList();
        CancelStrange(now, strange);
        Comparisons++;
        Differences += ours + strange.Count + picture.Unreadable;
        if (!IsCurrent || ours + strange.Count + picture.Unreadable > 0)
        {
            observer.Noted(
                now,
                ours + strange.Count + picture.Unreadable > 0 ? NodeNote.Difference : NodeNote.Reconciled,
                $"open at venue {picture.Orders.Count}, fills {picture.Fills.Count}, ours missing {ours}, unknown {strange.Count}, unreadable {picture.Unreadable}");
        }

        // A page we could not read whole is no proof of anything, and orders we do not know are not in our exposure.
        IsCurrent = picture.Unreadable == 0 && strange.Count == 0;
        if (picture.Unreadable > 0)
        {
            reconciler.Refresh(now);
        }

        driver.Engine.OnFeed(now, Feed.Reconciliation, IsCurrent, driver.Effects);
    }

    private int OursMissingAtVenue(Timestamp now, VenuePicture picture, HashSet<Hash256> open)
    {
        var missing = 0;
        foreach (var order in driver.Engine.LiveOrders())
        {
            if (order.State == OrderState.Live && order.Placed < picture.AskedAt - InFlight
                && gateway.TryOrder(order.Intent, out var hash) && !open.Contains(hash))
            {
                missing++;
                gateway.Ask(now, order.Intent, calls.Outbox);
            }
        }

        return missing;
    }

    private void CancelStrange(Timestamp now, List<Hash256> orders)
    {
        if (orders.Count > 0)
        {
            observer.Noted(now, NodeNote.Difference, $"{orders.Count} orders of this credential that it did not send: {Reason.ForeignOrder.Label()}");
            calls.Send(
                requests.CancelOrders(calls.Outbox.NextId(), now, [.. orders.Take(TradingRequests.MaximumCancels)]),
                (Timestamp at, in HttpOutcome _) => reconciler.Refresh(at));
        }
    }
}
