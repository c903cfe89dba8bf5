using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.FaultReactions;

/// <summary>A node that trades a window at a venue at which something goes wrong in its middle.</summary>
public abstract class FaultReaction : IDisposable
{
    /// <summary>Of the seeds tried the one whose window trades most.</summary>
    private const ulong Seed = 9;

    private readonly Money _before;
    private string _fault = "";

    private protected FaultReaction(bool checksAccess = false, int bookHashEvery = 16)
    {
        World = new NodeWorld(Seed, bookHashEvery: bookHashEvery);
        Node = World.Node(options => options with { ChecksAccess = checksAccess });
        _before = World.Venue.Exchange.Collateral(World.Account);
    }

    internal NodeWorld World { get; }

    internal NodeWorld.Recorded Seen => World.Seen;

    private protected TradingNode Node { get; }

    private protected MarketView View => Node.Driver.Engine.View(new MarketId(0));

    private protected Reason NotQuoting => View.NotQuoting;

    private protected Timestamp Now { get; private set; }

    private protected long Hits => World.Venue.Faults.Find(_fault).Occurrences;

    /// <summary>An entry rests, and node and venue agree on it.</summary>
    private protected bool Rests => World.OpenOrders(0) > 0 && Node.Driver.Engine.LiveOrders().Any(order => order is { Purpose: OrderPurpose.Entry, State: OrderState.Live });

    /// <summary>No entry is live as far as the node knows.</summary>
    private protected bool IsWithdrawn => !Node.Driver.Engine.LiveOrders().Any(order => order.Purpose == OrderPurpose.Entry);

    public void Dispose()
    {
        World.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Trades until an entry of the node rests, some time into the window.</summary>
    private protected void TradeUntilAnEntryRests(long afterSeconds = 40)
    {
        Now = NodeWorld.FirstOpens + Duration.FromSeconds(afterSeconds);
        Assert.False(World.RunUntil(Node, Now, () => false));
        Assert.True(Within(30, () => Rests), "the seed must trade");
        Assert.NotEmpty(Seen.Fills);
    }

    /// <summary>Switches a fault on now.</summary>
    private protected void Strike(string plan)
    {
        _fault = plan.Split(',', '=')[0];
        World.Venue.Faults.SwitchOn(plan);
    }

    /// <summary>Goes on until the condition holds; false where it does not hold in time.</summary>
    private protected bool Within(double seconds, Func<bool> holds)
    {
        var until = Now + Duration.FromMilliseconds((long)(seconds * 1_000));
        while (!holds() && Now < until)
        {
            Now = Timestamp.Earlier(until, Now + Duration.FromMilliseconds(20));
            _ = World.World.Continue(Now);
        }

        return holds();
    }

    private protected void Pass(double seconds) => _ = Within(seconds, () => false);

    /// <summary>The condition holds at every moment of the time.</summary>
    private protected void Holds(double seconds, Func<bool> holds) => Assert.False(Within(seconds, () => !holds()), $"it no longer held at {Now}: {NotQuoting}");

    /// <summary>An entry placed from now on comes to rest.</summary>
    private protected void QuotesAgainWithin(double seconds)
    {
        var entries = Seen.Entries;
        Assert.True(Within(seconds, () => Seen.Entries > entries && Rests), $"it does not quote again: {NotQuoting}, {Node.VenueMode}, {Node.Feeds}");
    }

    private protected int Notes(NodeNote note, string detail) =>
        Seen.Notes.Count(seen => seen.Note == note && seen.Detail.Contains(detail, StringComparison.Ordinal));

    /// <summary>
    /// Whatever went wrong: the fault struck, the node has stopped and proved that nothing of it rests, no invariant broke, no fill was
    /// told twice, and what it believes to have earned is what the exchange moved, to the millionth of a dollar.
    /// </summary>
    private protected void EndsWhole()
    {
        World.ContinueToEnd();

        // Holdings are redeemed and trades settle behind the node's end.
        World.Venue.AdvanceTo(World.World.Now + Duration.FromSeconds(600));
        Assert.True(Hits > 0, $"{_fault} never struck");
        Assert.True(Node.IsClear);
        Assert.Equal(0, World.OpenOrders(0));
        var totals = Node.Driver.Engine.Totals;
        Assert.Equal(0, totals.InvariantBreaches);
        Assert.True(World.Venue.Exchange.Totals.IsConserved);
        var told = Seen.Fills.Select(fill => (fill.Trade, fill.Intent, fill.Status)).ToList();
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Equal(World.Venue.Exchange.Collateral(World.Account) - _before, totals.RealizedPnl - Tied);
    }

    /// <summary>Dollars spent on what is held still: none where the window was settled.</summary>
    private Money Tied
    {
        get
        {
            var tied = Money.Zero;
            foreach (var market in Node.Driver.Engine.ActiveMarkets)
            {
                var view = Node.Driver.Engine.View(market);
                if (view.Winner is null)
                {
                    tied += view.Up.Cost + view.Down.Cost + Money.Notional(Price.One, view.CompleteSets, Rounding.Down);
                }
            }

            return tied;
        }
    }
}
