using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Research.Tests.InProcess;

/// <summary>The whole node over the simulated venue's own bytes, under virtual time.</summary>
public sealed class TradingNodeTests : IDisposable
{
    private readonly NodeWorld _here = new();

    private Timestamp InTheWindow(long seconds) => NodeWorld.FirstOpens + Duration.FromSeconds(seconds);

    public void Dispose() => _here.Dispose();

    [Fact]
    public void A_window_is_traded_settled_and_left_clear()
    {
        var node = _here.Node();
        _here.RunToEnd(node);
        Assert.True(node.IsClear);
        Assert.Equal(0, node.OpenOrdersAtVenue);
        Assert.Equal(0, _here.OpenOrders(0));
        Assert.True(node.Driver.Engine.Totals.OrdersPlaced > 0);
        Assert.Equal(1, node.Driver.Engine.Totals.WindowsSettled);
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void A_fill_is_told_once_however_often_the_venue_tells_it()
    {
        var node = _here.Node();
        _here.RunToEnd(node);
        var told = _here.Seen.Fills.Select(fill => (fill.Trade, fill.Intent, fill.Status)).ToList();
        Assert.NotEmpty(told);
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    [Fact]
    public void A_lost_answer_to_a_placement_is_resolved_by_asking_and_never_doubled()
    {
        var node = _here.Node();
        _here.Venue.Faults.SwitchOn("lost-answer,count=2");
        _here.RunToEnd(node);
        Assert.Equal(2, _here.Venue.Faults.Find("lost-answer").Occurrences);
        Assert.Equal(_here.Seen.Signed.Count, _here.Seen.Signed.Select(intent => intent.Hash).Distinct().Count());
        Assert.Equal(_here.Seen.Signed.Count, _here.Seen.Signed.Select(intent => intent.Intent).Distinct().Count());
        Assert.Equal(node.Driver.Engine.Totals.OrdersPlaced, _here.Seen.Signed.Count);
        Assert.True(node.IsClear);
        Assert.Equal(0, _here.OpenOrders(0));
    }

    [Fact]
    public void Fills_that_the_user_stream_lost_are_found_by_comparison()
    {
        var node = _here.Node();
        _here.Venue.Faults.SwitchOn("user-stall,fresh=1");
        _here.RunToEnd(node);
        var trades = _here.Venue.Exchange.Trades(_here.Account).Select(trade => trade.Id).Distinct().Count();
        Assert.True(trades > 0, "the seed must trade");
        Assert.Equal(trades, _here.Seen.Fills.Select(fill => fill.Trade).Distinct().Count());
    }

    [Fact]
    public void A_halt_is_proved_clear_at_the_venue_with_a_placement_still_in_flight()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(180), () => _here.Seen.Signed.Count > 0));

        // Signed and on its way: neither accepted nor refused yet.
        Assert.DoesNotContain(_here.Seen.Reports, report => report.Intent == _here.Seen.Signed[^1].Intent);
        node.HaltNow(_here.World.Now, Reason.ManualHalt);
        Assert.True(_here.ContinueUntil(node, InTheWindow(250), () => node.IsClear));
        Assert.Contains(_here.Seen.Reports, report => report.Intent == _here.Seen.Signed[^1].Intent);
        Assert.Equal(0, _here.OpenOrders(0));
        var placed = _here.Seen.Signed.Count;
        _ = _here.World.Continue(InTheWindow(260));
        Assert.Equal(placed, _here.Seen.Signed.Count);
        Assert.Equal(0, _here.OpenOrders(0));
    }

    [Fact]
    public void A_halt_is_not_proved_while_the_outcome_of_a_placement_is_unknown()
    {
        var node = _here.Node();
        _here.World.FateOf = call => call is { Method: "POST", PathAndQuery: "/order" } ? CallFate.NeverArrives : CallFate.Answered;
        Assert.True(_here.RunUntil(node, InTheWindow(180), () => _here.Seen.Signed.Count > 0));
        _here.World.FateOf = call => call.PathAndQuery.StartsWith("/data/order/", StringComparison.Ordinal) ? CallFate.NeverArrives : CallFate.Answered;
        node.HaltNow(_here.World.Now, Reason.ManualHalt);
        _ = _here.World.Continue(_here.World.Now + Duration.FromSeconds(10));

        // The venue says that nothing is open, yet the placement may still be on its way.
        Assert.Equal(0, node.OpenOrdersAtVenue);
        Assert.False(node.IsClear);
        _here.World.FateOf = static _ => CallFate.Answered;
        Assert.True(_here.ContinueUntil(node, _here.World.Now + Duration.FromSeconds(40), () => node.IsClear));
        Assert.Equal(0, _here.OpenOrders(0));
    }

    [Fact]
    public void A_stop_ends_clear_and_is_not_undone_by_halt_or_resume()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(180), () => _here.Seen.Signed.Count > 0));
        node.Stop(_here.World.Now, "stopped", Duration.FromSeconds(60));
        node.HaltNow(_here.World.Now, Reason.ManualHalt);
        node.Resume(_here.World.Now);
        Assert.Equal(Reason.Shutdown, node.Halt);
        Assert.True(_here.World.Continue(_here.World.Now + Duration.FromSeconds(59)));
        Assert.True(node.IsClear);
        Assert.Equal(0, _here.OpenOrders(0));
        Assert.DoesNotContain(_here.Seen.Notes, note => note.Note == NodeNote.Resumed);
    }

    [Fact]
    public void A_stop_gives_up_when_the_venue_cannot_be_reached_and_says_so()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(180), () => _here.Seen.Signed.Count > 0));
        _here.World.FateOf = static _ => CallFate.NeverArrives;
        var began = _here.World.Now;
        node.Stop(began, "stopped", Duration.FromSeconds(30));
        Assert.True(_here.World.Continue(began + Duration.FromSeconds(31)));
        Assert.False(node.IsClear);
        Assert.Null(node.OpenOrdersAtVenue);
        Assert.True(_here.World.Moments < 1_000_000, "the clock must move on");
        Assert.StartsWith("NOT proved", _here.Seen.Notes[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_under_another_id_than_was_signed_halts_everything()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(180), () => _here.Seen.Signed.Count > 0));
        ((IOrderGatewayEvents)node).Reported(
            _here.World.Now, new OrderReport(_here.Seen.Signed[0].Intent, OrderReportKind.Unknown, Size.Zero, Reason.OrderIdMismatch));
        node.Tick(_here.World.Now);
        Assert.Equal(Reason.OrderIdMismatch, node.Halt);
        Assert.True(_here.ContinueUntil(node, InTheWindow(250), () => node.IsClear));
        Assert.Equal(0, _here.OpenOrders(0));
    }

    [Fact]
    public void A_graver_halt_keeps_its_reason_when_a_person_halts_too()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(20), () => node.Feeds.Reconciliation));
        node.HaltNow(_here.World.Now, Reason.ManualHalt);
        node.HaltNow(_here.World.Now, Reason.InvariantBroken);
        node.HaltNow(_here.World.Now, Reason.ManualHalt);
        Assert.Equal(Reason.InvariantBroken, node.Halt);
    }

    [Fact]
    public void A_heartbeat_chain_that_breaks_again_and_again_is_another_writers()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(20), () => node.Feeds.Heartbeat));
        _here.Venue.Faults.SwitchOn("heartbeat-mismatch,count=5");
        Assert.True(_here.ContinueUntil(node, InTheWindow(40), () => _here.Venue.Faults.Find("heartbeat-mismatch").Occurrences == 5));
        Assert.False(_here.ContinueUntil(node, _here.World.Now + Duration.FromSeconds(2), () => node.Halt != Reason.None));
        _here.Venue.Faults.SwitchOn("heartbeat-mismatch,count=1");
        Assert.True(_here.ContinueUntil(node, _here.World.Now + Duration.FromSeconds(8), () => node.Halt != Reason.None));
        Assert.Equal(Reason.LeaseLost, node.Halt);
    }

    [Fact]
    public void A_resume_after_a_halt_trades_again()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(60), () => _here.Seen.Signed.Count > 0));
        node.HaltNow(_here.World.Now, Reason.ManualHalt);
        Assert.True(_here.ContinueUntil(node, InTheWindow(100), () => node.IsClear));
        var before = _here.Seen.Signed.Count;
        node.Resume(_here.World.Now);
        Assert.Equal(Reason.None, node.Halt);
        Assert.False(node.IsClear);
        Assert.True(_here.ContinueUntil(node, InTheWindow(290), () => _here.Seen.Signed.Count > before));
    }

    [Fact]
    public void An_order_that_cannot_be_logged_is_not_sent_and_nothing_is_opened_until_storage_is_back()
    {
        var node = _here.Node();
        _here.Seen.LogWorks = false;
        var posts = 0;
        _here.World.FateOf = call =>
        {
            posts += call is { Method: "POST", PathAndQuery: "/order" } ? 1 : 0;
            return CallFate.Answered;
        };
        Assert.True(_here.RunUntil(node, InTheWindow(180), () => _here.Seen.Signed.Count > 0));
        _ = _here.World.Continue(_here.World.Now + Duration.FromSeconds(10));
        Assert.Single(_here.Seen.Signed);
        Assert.Equal(0, posts);
        Assert.Contains(_here.Seen.Reports, report => report is { Kind: OrderReportKind.Rejected, Reason: Reason.JournalBehind });
        _here.Seen.LogWorks = true;
        node.StorageHealth(_here.World.Now, healthy: true);
        Assert.True(_here.ContinueUntil(node, InTheWindow(290), () => posts > 0));
    }

    [Fact]
    public void A_strange_order_of_this_credential_is_cancelled_and_told()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, InTheWindow(20), () => node.Feeds.Reconciliation));
        _ = _here.World.Continue(InTheWindow(5));
        var listing = _here.Venue.Exchange.Listings[0];
        _here.Venue.Exchange.Place(
            new NewOrder
            {
                Id = new Hash256(1, 2, 3, 4),
                Credential = new CredentialId(0),
                Listing = listing.Id,
                Outcome = Outcome.Up,
                Side = Side.Buy,
                MakerAmount = 200_000,
                TakerAmount = 20_000_000,
                Type = Engine.Orders.OrderType.Gtc,
            },
            new PlacementTicket(9_999_999));
        bool Rests() => _here.Venue.Exchange.OpenOrders(new CredentialId(0)).Any(order => order.Order.Id == new Hash256(1, 2, 3, 4));
        Assert.True(Rests());
        Assert.True(_here.ContinueUntil(node, InTheWindow(60), () => !Rests()));
        Assert.Contains(_here.Seen.Notes, note => note.Note == NodeNote.Difference && note.Detail.Contains(Reason.ForeignOrder.Label(), StringComparison.Ordinal));
        Assert.True(_here.ContinueUntil(node, InTheWindow(70), () => node.Feeds.Reconciliation));
    }

    [Fact]
    public void A_window_that_is_never_decided_does_not_stop_the_clock()
    {
        var node = _here.Node();
        _here.World.FateOf = call => call.PathAndQuery.StartsWith("/markets", StringComparison.Ordinal) && _here.World.Now > InTheWindow(100) ? CallFate.NeverArrives : CallFate.Answered;
        _here.RunToEnd(node);
        Assert.True(node.IsClear);
    }

    [Fact]
    public void A_worker_killed_in_mid_window_comes_back_to_the_position_the_exchange_says()
    {
        var first = _here.Node();
        Assert.True(_here.RunUntil(first, InTheWindow(200), () => _here.Seen.Fills.Count > 0 && _here.OpenOrders(0) > 0), "the seed must trade");

        var second = _here.Node(2, 1);
        Assert.Equal(0, _here.OpenOrders(0));
        Assert.True(_here.RunUntil(second, _here.World.Now + Duration.FromSeconds(20), () => second.Feeds.Reconciliation && second.Driver.Engine.ActiveMarkets.Length > 0));
        AssertPositionIsTheExchanges(second);
        _here.ContinueToEnd();
        Assert.True(second.IsClear);
        Assert.Equal(0, _here.OpenOrders(0));
        Assert.Equal(0, _here.OpenOrders(1));
        Assert.Equal(0, second.Driver.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void A_window_that_ended_while_nobody_lived_is_settled_by_the_next_epoch_to_the_exchanges_cent()
    {
        var first = _here.Node();
        var before = _here.Venue.Exchange.Collateral(_here.Account);
        Assert.True(_here.RunUntil(first, InTheWindow(200), () => _here.Seen.Fills.Count > 0), "the seed must trade");
        var slug = _here.Seen.Added[0].Slug;
        _here.World.Run(new Nobody(InTheWindow(330)), [], InTheWindow(330));

        var second = _here.Node(options => options with { FirstOpens = InTheWindow(300), EndedWindows = [slug] }, 2, 1);
        _here.RunToEnd(second);
        _here.Venue.AdvanceTo(_here.World.Now + Duration.FromSeconds(600));
        var totals = second.Driver.Engine.Totals;
        Assert.Equal((1, 0), (totals.WindowsSettled, totals.InvariantBreaches));
        Assert.Equal(_here.Venue.Exchange.Collateral(_here.Account) - before, totals.RealizedPnl);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    public void Realized_profit_is_what_the_exchange_moved(ulong seed)
    {
        using var here = new NodeWorld(seed);
        var node = here.Node();
        var before = here.Venue.Exchange.Collateral(here.Account);
        here.RunToEnd(node);

        // Holdings are redeemed and trades settle behind the node's end.
        here.Venue.AdvanceTo(here.World.Now + Duration.FromSeconds(600));
        var totals = node.Driver.Engine.Totals;
        Assert.True(totals.Fills > 0, "the seed must trade");
        Assert.Equal(here.Venue.Exchange.Collateral(here.Account) - before, totals.RealizedPnl);
    }

    /// <summary>Time passes and no worker lives.</summary>
    private sealed class Nobody(Timestamp until) : IHttpActor
    {
        public HttpOutbox Outbox { get; } = new();

        public Timestamp NextDeadline => until;

        public bool HasStopped { get; private set; }

        public void Start(Timestamp now)
        {
        }

        public void Tick(Timestamp now) => HasStopped = true;

        public void HttpCompleted(Timestamp now, long callId, in HttpOutcome outcome)
        {
        }
    }

    private void AssertPositionIsTheExchanges(TradingNode node)
    {
        var listing = _here.Venue.Exchange.Listings[0];
        foreach (var id in node.Driver.Engine.ActiveMarkets)
        {
            var view = node.Driver.Engine.View(id);
            if (view.Spec.ConditionId == listing.Spec.ConditionId)
            {
                var (up, down) = Bought(listing.Id);
                Assert.Equal((up, down), (view.Up.Provisional, view.Down.Provisional));
                return;
            }
        }

        Assert.Fail("the running window is not held");
    }

    /// <summary>What the exchange's trades of this wallet come to, settled or not.</summary>
    private (Size Up, Size Down) Bought(ListingId listing)
    {
        long[] held = [0, 0];
        foreach (var trade in _here.Venue.Exchange.Trades(_here.Account).Where(trade => trade.Listing == listing && trade.Status != FillStatus.Failed))
        {
            if (trade.TakerCredential != CredentialId.Flow)
            {
                held[(int)trade.Outcome] += trade.Side == Side.Buy ? trade.Size.Units : -trade.Size.Units;
            }

            foreach (var part in trade.Makers.Where(part => part.Credential != CredentialId.Flow))
            {
                held[(int)part.Outcome] += part.Side == Side.Buy ? part.Size.Units : -part.Size.Units;
            }
        }

        return (new Size(held[(int)Outcome.Up]), new Size(held[(int)Outcome.Down]));
    }
}
