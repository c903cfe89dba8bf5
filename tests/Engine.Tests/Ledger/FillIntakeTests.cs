using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Ledger;

public sealed class FillIntakeTests
{
    private static readonly Fill Good = new()
    {
        Trade = EngineHarness.TradeId(900),
        Outcome = Outcome.Up,
        Side = Side.Buy,
        Price = Price.Cents(50),
        Size = Size.Shares(10),
        Amount = Money.Dollars(5),
        Fee = new Money(1_000),
        Status = FillStatus.Matched,
        VenueTime = EngineHarness.Opens,
    };

    [Fact]
    public void The_edges_of_what_an_execution_can_be_make_sense()
    {
        Assert.True(FillIntake.MakesSense(Good));
        Assert.True(FillIntake.MakesSense(Good with { Amount = Money.Zero, Fee = Money.Zero }));
        Assert.True(FillIntake.MakesSense(Good with { Amount = Money.Dollars(10), Fee = Money.Dollars(10) }));
        Assert.True(FillIntake.MakesSense(Good with { Size = Size.Shares(1_000_000_000) }));
        Assert.True(FillIntake.MakesSense(Good with { Outcome = Outcome.Down, Side = Side.Sell, Status = FillStatus.Failed }));
    }

    [Fact]
    public void Just_beyond_them_it_does_not()
    {
        Assert.False(FillIntake.MakesSense(Good with { Size = Size.Zero, Amount = Money.Zero, Fee = Money.Zero }));
        Assert.False(FillIntake.MakesSense(Good with { Size = Size.Shares(1_000_000_000) + new Size(1) }));
        Assert.False(FillIntake.MakesSense(Good with { Amount = new Money(-1) }));
        Assert.False(FillIntake.MakesSense(Good with { Amount = new Money(10_000_001) }));
        Assert.False(FillIntake.MakesSense(Good with { Fee = new Money(-1) }));
        Assert.False(FillIntake.MakesSense(Good with { Fee = new Money(10_000_001) }));
        Assert.False(FillIntake.MakesSense(Good with { Outcome = (Outcome)2 }));
        Assert.False(FillIntake.MakesSense(Good with { Side = (Side)2 }));
        Assert.False(FillIntake.MakesSense(Good with { Status = FillStatus.Failed + 1 }));
    }

    [Fact]
    public void A_failed_settlement_and_one_that_came_back_are_told_with_what_they_concern()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        var fill = harness.Fill(entry, status: FillStatus.Matched);
        harness.Fill(fill with { Status = FillStatus.Failed });
        var alert = Alert(harness, Reason.SettlementFailed);
        Assert.Equal((harness.Market, entry.Intent, Outcome.Up, Side.Buy, entry.Price, entry.Size), (alert.Market, alert.Intent, alert.Outcome, alert.Side, alert.Price, alert.Size));
        harness.Fill(fill with { Status = FillStatus.Failed });
        Assert.DoesNotContain(harness.Last, effect => effect.Kind == EffectKind.Alert);
        harness.Fill(fill with { Status = FillStatus.Confirmed });
        Assert.Equal(entry.Size, Alert(harness, Reason.SettlementMismatch).Size);
        Assert.Equal(1, harness.Engine.Totals.Fills);
    }

    [Fact]
    public void An_execution_first_told_as_failed_is_told_to_people_and_spends_nothing()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        var before = harness.Engine.RiskView.Collateral;
        harness.Fill(entry, status: FillStatus.Failed);
        _ = Alert(harness, Reason.SettlementFailed);
        Assert.Equal(before, harness.Engine.RiskView.Collateral);
        Assert.Equal(0, harness.Engine.Totals.MarkOut1Second.Fills);
    }

    [Fact]
    public void A_purchase_spends_its_amount_and_fee_and_a_sale_brings_nothing_to_spend_yet()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Fill(entry, fee: new Money(1_000));
        var left = Money.Dollars(1_000) - Money.Notional(entry.Price, entry.Size, Rounding.Nearest) - new Money(1_000);
        Assert.Equal(left, harness.Engine.RiskView.Collateral);
        harness.Fill(harness.LastPlaced());
        Assert.Equal(left, harness.Engine.RiskView.Collateral);
    }

    [Fact]
    public void More_than_the_order_asked_for_is_booked_and_the_excess_told()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Fill(entry);
        Assert.DoesNotContain(harness.Last, effect => effect.Reason == Reason.Overfill);
        harness.Fill(entry, Size.Shares(3));
        Assert.Equal((entry.Intent, Size.Shares(3)), (Alert(harness, Reason.Overfill).Intent, Alert(harness, Reason.Overfill).Size));
        Assert.Equal(entry.Size + Size.Shares(3), harness.View.Up.Confirmed);
    }

    [Fact]
    public void What_no_order_of_ours_bought_leaves_the_collateral_that_was_told_alone_and_is_worked_out()
    {
        var harness = new EngineHarness();
        harness.Book(48, 52);
        harness.Fill(Good with { Market = harness.Market, Status = FillStatus.Confirmed });
        Assert.Equal(Money.Dollars(1_000), harness.Engine.RiskView.Collateral);
        Assert.Equal((OrderPurpose.Unwind, Side.Sell), (harness.LastPlaced().Purpose, harness.LastPlaced().Side));
        var alert = Alert(harness, Reason.ForeignOrder);
        Assert.Equal((harness.Market, Size.Shares(10)), (alert.Market, alert.Size));
    }

    [Fact]
    public void Executions_go_to_the_bot_whose_order_it_was_or_that_knows_them_and_else_to_the_first()
    {
        var harness = new EngineHarness(strategies: [new ScriptedStrategy(), Bidding()]);
        harness.Book(48, 52);
        var order = harness.Placed().Single();
        harness.Fill(order, Size.Shares(6));
        Assert.Equal([Size.Zero, Size.Shares(6)], harness.Engine.SeatsOf(harness.Market).Select(seat => seat.Net));
        harness.Fill(Good with { Market = harness.Market, Size = Size.Shares(5), Amount = Money.Dollars(2) });
        Assert.Equal([Size.Shares(5), Size.Shares(6)], harness.Engine.SeatsOf(harness.Market).Select(seat => seat.Net));
    }

    [Fact]
    public void A_losing_round_trip_and_its_result_reach_the_breakers()
    {
        var bench = new Risk.RiskBench(new() { MaximumConsecutiveLosses = 2 });
        var seat = bench.Market.Seats[0];
        var intake = new FillIntake(
            bench.Orders, null!, bench.World, bench.Breakers, bench.Guard, null!, bench.Counters);
        var before = seat.Ledger.Books;
        bench.Hold(Outcome.Up, 10, 50);
        seat.WorksOut = true;
        intake.Follow(bench.Market, seat, before, Risk.RiskBench.Now, bench.Effects);
        Assert.True(seat.WorksOut);
        Assert.Equal((Money.Zero, 0), (seat.Bot.Equity.Realized, seat.Bot.Streak.Losses));
        before = seat.Ledger.Books;
        _ = seat.Ledger.Apply(Good with { Side = Side.Sell, Amount = Money.Dollars(4), Status = FillStatus.Confirmed, VenueTime = Risk.RiskBench.Now + new Duration(1) }, Risk.RiskBench.Now);
        intake.Follow(bench.Market, seat, before, Risk.RiskBench.Now, bench.Effects);
        Assert.Equal((new Money(-1_001_000), 1), (seat.Bot.Equity.Realized, seat.Bot.Streak.Losses));
        Assert.Equal(new Money(-1_001_000), bench.Breakers.Portfolio.Realized);
        Assert.False(seat.WorksOut);
        Assert.Equal(Reason.None, bench.Market.Halt);

        // A fill that closes nothing: the result and the loss count once, and the minimum size is still worked out.
        before = seat.Ledger.Books;
        seat.WorksOut = true;
        _ = seat.Ledger.Apply(
            Good with { Trade = EngineHarness.TradeId(901), Size = Size.Shares(5), Amount = Money.Dollars(2), Fee = Money.Zero, VenueTime = Risk.RiskBench.Now + new Duration(2) },
            Risk.RiskBench.Now);
        intake.Follow(bench.Market, seat, before, Risk.RiskBench.Now, bench.Effects);
        Assert.Equal((new Money(-1_001_000), 1, true), (seat.Bot.Equity.Realized, seat.Bot.Streak.Losses, seat.WorksOut));
    }

    [Fact]
    public void An_execution_of_an_order_that_is_no_longer_remembered_goes_to_the_bot_whose_ledger_knows_it()
    {
        var bench = new Risk.RiskBench(bots: 2);
        var counters = bench.Counters;
        var reports = new OrderReports(bench.Options.Orders, bench.Orders, new Cancels(bench.Options.Orders, bench.Orders, bench.World), bench.Breakers, counters);
        var intake = new FillIntake(bench.Orders, reports, bench.World, bench.Breakers, bench.Guard, new MarkOuts(bench.Markets), counters);
        var known = Good with { Intent = new IntentId(77) };
        _ = bench.Market.Seats[1].Ledger.Apply(known, Risk.RiskBench.Now);
        intake.Take(bench.Market, known with { Status = FillStatus.Failed }, Risk.RiskBench.Now, bench.Effects);
        Assert.Equal([Size.Zero, Size.Zero], bench.Market.Seats.ToArray().Select(seat => seat.Ledger.Books.Net));
        Assert.Equal([0, 1], bench.Market.Seats.ToArray().Select(seat => seat.Ledger.FillCount));
        Assert.Equal(0, counters.Fills);
    }

    private static ScriptedStrategy Bidding() => new()
    {
        Wants = (in StrategyView view, QuoteBuffer quotes) =>
        {
            if (!view.Exposure.CostShares.IsPositive)
            {
                quotes.Put(QuoteSlot.Single, DesiredQuote.Resting(Outcome.Up, Side.Buy, Price.Cents(48), Size.Shares(10)));
            }
        },
    };

    private static Effect Alert(EngineHarness harness, Reason reason) =>
        Assert.Single(harness.Last, effect => effect.Kind == EffectKind.Alert && effect.Reason == reason);
}
