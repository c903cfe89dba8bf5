using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Ledger;

public sealed class MarketLedgerTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_773_307_200);

    [Fact]
    public void A_sale_realises_its_proceeds_less_average_cost_and_fees()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 40));
        Apply(ledger, Buy(2, Outcome.Up, 10, 50));
        Apply(ledger, Sell(3, Outcome.Up, 10, 60, feeMicros: 100_000));
        Assert.Equal(new Money(6_000_000 - 100_000 - 4_500_000), ledger.Books.Realized);
        Assert.Equal(Size.Shares(10), ledger.Books.Up.Size);
        Assert.Equal(new Money(4_500_000), ledger.Books.Up.Cost);
        Assert.Equal(new Money(100_000), ledger.Books.Fees);
    }

    [Fact]
    public void A_complete_set_is_worth_one_dollar_the_moment_it_is_whole()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 48));
        Apply(ledger, Buy(2, Outcome.Down, 6, 49));
        Assert.Equal(new Money(180_000), ledger.Books.Realized);
        Assert.Equal(Size.Shares(6), ledger.Books.Sets);
        Assert.Equal(Size.Shares(4), ledger.Books.Net);
        Assert.Equal(Size.Shares(10), ledger.Books.TokensOf(Outcome.Up));
    }

    [Fact]
    public void Selling_out_of_a_set_leaves_the_other_half_at_what_it_then_cost()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 48));
        Apply(ledger, Buy(2, Outcome.Down, 10, 50));
        Apply(ledger, Sell(3, Outcome.Up, 10, 55));
        Assert.Equal(new Money(200_000), ledger.Books.Realized);
        Assert.Equal((Size.Shares(10), new Money(4_500_000)), (ledger.Books.Down.Size, ledger.Books.Down.Cost));
    }

    [Fact]
    public void Money_is_what_the_venue_moved_not_price_times_size()
    {
        var ledger = NewLedger();
        var fill = Buy(1, Outcome.Up, 10, 48);
        fill.Amount = new Money(4_799_999);
        Apply(ledger, fill);
        Assert.Equal(new Money(-4_799_999), ledger.Books.Cash);
        Assert.Equal(new Money(4_799_999), ledger.Books.Up.Cost);
    }

    [Fact]
    public void A_failed_settlement_takes_back_exactly_its_own_effect()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 48));
        var before = ledger.Books;
        var failing = Buy(2, Outcome.Up, 7, 51);
        failing.Status = FillStatus.Retrying;
        Apply(ledger, failing);
        failing.Status = FillStatus.Failed;
        Assert.Equal(FillBooking.Reversed, Apply(ledger, failing));
        Assert.Equal(before, ledger.Books);
    }

    [Fact]
    public void A_failure_told_first_is_never_booked_and_a_confirmation_has_the_last_word()
    {
        var ledger = NewLedger();
        var fill = Buy(1, Outcome.Up, 10, 48);
        fill.Status = FillStatus.Failed;
        Assert.Equal(FillBooking.BookedFailed, Apply(ledger, fill));
        fill.Status = FillStatus.Matched;
        Assert.Equal(FillBooking.Duplicate, Apply(ledger, fill));
        Assert.Equal(Size.Zero, ledger.Books.Net);
        fill.Status = FillStatus.Confirmed;
        Assert.Equal(FillBooking.Restored, Apply(ledger, fill));
        Assert.Equal(Size.Shares(10), ledger.Books.Net);
    }

    [Fact]
    public void Only_confirmed_purchases_can_be_sold_and_any_sale_promises_them()
    {
        var ledger = NewLedger();
        var buy = Buy(1, Outcome.Up, 10, 48);
        buy.Status = FillStatus.Mined;
        Apply(ledger, buy);
        Assert.Equal(Size.Zero, ledger.SellableBeforeOrders(Outcome.Up));
        buy.Status = FillStatus.Confirmed;
        Apply(ledger, buy);
        Assert.Equal(Size.Shares(10), ledger.SellableBeforeOrders(Outcome.Up));
        var sale = Sell(2, Outcome.Up, 4, 50);
        sale.Status = FillStatus.Matched;
        Apply(ledger, sale);
        Assert.Equal(Size.Shares(6), ledger.SellableBeforeOrders(Outcome.Up));
        Assert.Equal(Size.Shares(10), ledger.Confirmed(Outcome.Up));
    }

    [Fact]
    public void One_trade_may_match_two_of_our_orders()
    {
        var ledger = NewLedger();
        var first = Buy(1, Outcome.Up, 10, 48);
        var second = first;
        second.Intent = new IntentId(77);
        Assert.Equal(FillBooking.Booked, Apply(ledger, first));
        Assert.Equal(FillBooking.Booked, Apply(ledger, second));
        Assert.Equal(FillBooking.Duplicate, Apply(ledger, second));
        Assert.Equal(Size.Shares(20), ledger.Books.Net);
    }

    [Fact]
    public void A_full_table_refuses_instead_of_forgetting()
    {
        var ledger = new MarketLedger(2, Size.Shares(5));
        Apply(ledger, Buy(1, Outcome.Up, 10, 48));
        Apply(ledger, Buy(2, Outcome.Up, 10, 48));
        Assert.Equal(FillBooking.TableFull, Apply(ledger, Buy(3, Outcome.Up, 10, 48)));
        Assert.Equal(Size.Shares(20), ledger.Books.Net);
    }

    [Fact]
    public void Resolution_pays_one_dollar_for_each_token_of_the_winner()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 40));
        Apply(ledger, Buy(2, Outcome.Down, 4, 50));
        ledger.Settle(Outcome.Up);
        Assert.Equal(new Money(10_000_000 - 4_000_000 - 2_000_000), ledger.Books.Realized);
        Assert.Equal(ledger.Books.Cash, ledger.Books.Realized);
    }

    [Fact]
    public void A_round_trip_closes_when_the_net_exposure_falls_below_the_minimum_order_size()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 50));
        Assert.Equal(0, ledger.Books.TripsClosed);
        Apply(ledger, Sell(2, Outcome.Up, 7, 48));
        Assert.Equal(1, ledger.Books.TripsClosed);
        Assert.Equal(new Money(-140_000), ledger.Books.LastTripResult);
    }

    [Fact]
    public void A_recovered_position_is_replaced_not_added_to()
    {
        var ledger = NewLedger();
        ledger.Recover(Outcome.Down, Size.Shares(8), Money.Dollars(4), Start);
        ledger.Recover(Outcome.Down, Size.Shares(6), Money.Dollars(3), Start);
        Assert.Equal(Size.Shares(-6), ledger.Books.Net);
        Assert.Equal(Size.Shares(6), ledger.SellableBeforeOrders(Outcome.Down));
    }

    [Fact]
    public void Fees_volume_and_the_moment_a_round_trip_began_are_kept()
    {
        var ledger = NewLedger();
        Apply(ledger, NewFill(1, Outcome.Up, Side.Buy, 10, 40, feeMicros: 7_000));
        Apply(ledger, Sell(2, Outcome.Up, 4, 50, feeMicros: 3_000));
        Assert.Equal((new Money(10_000), Money.Dollars(6)), (ledger.Books.Fees, ledger.Books.Volume));
        Assert.Equal(new Money(-4_007_000 + 1_997_000), ledger.Books.Cash);
        Assert.Equal(Start, ledger.Books.TripOpened);
    }

    [Fact]
    public void A_round_trip_is_open_from_the_minimum_order_size_on_and_begins_once()
    {
        var ledger = NewLedger();
        _ = ledger.Apply(Buy(1, Outcome.Up, 4, 50), Start);
        Assert.Equal(default, ledger.Books.TripOpened);
        _ = ledger.Apply(Buy(2, Outcome.Up, 1, 50), Start + Duration.FromSeconds(7));
        _ = ledger.Apply(Buy(3, Outcome.Up, 5, 50), Start + Duration.FromSeconds(9));
        Assert.Equal(Start + Duration.FromSeconds(7), ledger.Books.TripOpened);
        Assert.Equal(0, ledger.Books.TripsClosed);
        Apply(ledger, Sell(4, Outcome.Up, 5, 50));
        Assert.Equal(0, ledger.Books.TripsClosed);
        Apply(ledger, Sell(5, Outcome.Up, 1, 40));
        Assert.Equal((1, new Money(-100_000)), (ledger.Books.TripsClosed, ledger.Books.LastTripResult));
    }

    [Fact]
    public void A_second_round_trip_counts_only_its_own_result()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 50));
        Apply(ledger, Sell(2, Outcome.Up, 10, 60));
        Apply(ledger, Buy(3, Outcome.Down, 10, 50));
        Apply(ledger, Sell(4, Outcome.Down, 10, 47));
        Assert.Equal((2, new Money(-300_000)), (ledger.Books.TripsClosed, ledger.Books.LastTripResult));
        Assert.Equal(new Money(700_000), ledger.Books.Realized);
    }

    [Fact]
    public void Resolution_closes_the_round_trip_and_leaves_nothing_held()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 40));
        Apply(ledger, Buy(2, Outcome.Down, 4, 50));
        ledger.Settle(Outcome.Down);
        Assert.Equal((1, new Money(-2_000_000)), (ledger.Books.TripsClosed, ledger.Books.LastTripResult));
        Assert.Equal((Size.Zero, Size.Zero, Size.Zero), (ledger.Books.TokensOf(Outcome.Up), ledger.Books.TokensOf(Outcome.Down), ledger.Books.Sets));
        Assert.Equal((Money.Zero, Money.Zero), (ledger.Books.Up.Cost, ledger.Books.Down.Cost));
        Assert.True(ledger.Books.Balances);
    }

    [Theory]
    [InlineData(Outcome.Up, -4)]
    [InlineData(Outcome.Down, 6)]
    public void Resolution_takes_the_cost_of_a_lot_of_either_token(Outcome winner, long dollars)
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Down, 10, 40));
        ledger.Settle(winner);
        Assert.Equal((Money.Dollars(dollars), Money.Dollars(dollars)), (ledger.Books.Realized, ledger.Books.Cash));
    }

    [Fact]
    public void Selling_what_is_not_held_at_all_owes_a_set_and_holds_the_other_side()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 4, 40));
        Apply(ledger, Sell(2, Outcome.Up, 10, 50));

        // Four of the lot bring 0.10 each; six of a set that is owed leave six Down at 0.50 each.
        Assert.Equal(new Money(400_000), ledger.Books.Realized);
        Assert.Equal((Size.Shares(-6), Size.Shares(6), Money.Dollars(3)), (ledger.Books.Sets, ledger.Books.Down.Size, ledger.Books.Down.Cost));
        Assert.Equal((Size.Shares(-6), Size.Zero), (ledger.Books.TokensOf(Outcome.Up), ledger.Books.TokensOf(Outcome.Down)));
        Assert.True(ledger.Books.Balances);
        Apply(ledger, Buy(3, Outcome.Up, 6, 45));
        Assert.Equal((new Money(700_000), Size.Zero), (ledger.Books.Realized, ledger.Books.Sets));
    }

    [Fact]
    public void What_is_sellable_of_a_token_never_goes_below_zero_and_knows_its_side()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Down, 10, 48));
        Apply(ledger, Sell(2, Outcome.Down, 4, 50));
        Assert.Equal((Size.Shares(6), Size.Shares(6)), (ledger.SellableBeforeOrders(Outcome.Down), ledger.Confirmed(Outcome.Down)));
        Assert.Equal((Size.Zero, Size.Zero), (ledger.SellableBeforeOrders(Outcome.Up), ledger.Confirmed(Outcome.Up)));
        Apply(ledger, Sell(3, Outcome.Up, 4, 50));
        Assert.Equal((Size.Zero, Size.Shares(-4)), (ledger.SellableBeforeOrders(Outcome.Up), ledger.Confirmed(Outcome.Up)));
    }

    [Fact]
    public void Recovered_positions_of_both_tokens_pair_up_and_begin_a_round_trip_when_they_are_told()
    {
        var ledger = NewLedger();
        var later = Start + Duration.FromSeconds(5);
        ledger.Recover(Outcome.Up, Size.Shares(8), Money.Dollars(4), Start);
        ledger.Recover(Outcome.Down, Size.Shares(2), Money.Dollars(1), later);
        Assert.Equal((Size.Shares(2), Size.Shares(6), Money.Dollars(3)), (ledger.Books.Sets, ledger.Books.Up.Size, ledger.Books.Up.Cost));
        Assert.Equal((Money.Dollars(-5), later), (ledger.Books.Cash, ledger.Books.TripOpened));
        Assert.Equal((Size.Shares(8), Size.Shares(2)), (ledger.Confirmed(Outcome.Up), ledger.Confirmed(Outcome.Down)));
        Assert.True(ledger.Books.Balances);
    }

    [Fact]
    public void A_merge_holds_its_pairs_back_from_the_moment_it_is_asked_for_and_a_split_gives_only_when_confirmed()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 40));
        Apply(ledger, Buy(2, Outcome.Down, 10, 50));
        ledger.Plan(new OperationId(1), InventoryOperationKind.Merge, Size.Shares(6));
        ledger.Plan(new OperationId(2), InventoryOperationKind.Split, Size.Shares(3));
        Assert.Equal((Size.Shares(4), Size.Shares(10), Size.Shares(10)), (ledger.SellableBeforeOrders(Outcome.Up), ledger.Confirmed(Outcome.Up), ledger.Books.Sets));
        Assert.Equal(Size.Shares(10), ledger.Confirmed(Outcome.Down));
        Tell(ledger, 1, InventoryOperationKind.Merge, 6, InventoryOperationState.Confirmed, gas: 100);
        Assert.Equal((Size.Shares(4), Size.Shares(4), Size.Shares(4)), (ledger.SellableBeforeOrders(Outcome.Down), ledger.Confirmed(Outcome.Down), ledger.Books.Sets));
        Tell(ledger, 2, InventoryOperationKind.Split, 3, InventoryOperationState.Confirmed, gas: 200);
        Assert.Equal((Size.Shares(7), Size.Shares(7), Size.Shares(7)), (ledger.SellableBeforeOrders(Outcome.Up), ledger.Confirmed(Outcome.Down), ledger.Books.Sets));
        Assert.Equal((new Money(300), Money.Dollars(1) - new Money(300)), (ledger.Books.Gas, ledger.Books.Realized));
        Assert.Equal(Money.Dollars(-9 + 6 - 3) - new Money(300), ledger.Books.Cash);
        Assert.True(ledger.Books.Balances);
    }

    [Fact]
    public void A_redemption_moves_no_tokens_but_its_gas_is_paid_and_a_failed_operation_costs_its_gas_too()
    {
        var ledger = NewLedger();
        Apply(ledger, Buy(1, Outcome.Up, 10, 40));
        Apply(ledger, Buy(2, Outcome.Down, 10, 50));
        ledger.Plan(new OperationId(1), InventoryOperationKind.Redeem, Size.Shares(6));
        Tell(ledger, 1, InventoryOperationKind.Redeem, 6, InventoryOperationState.Confirmed, gas: 100);
        ledger.Plan(new OperationId(2), InventoryOperationKind.Split, Size.Shares(3));
        Tell(ledger, 2, InventoryOperationKind.Split, 3, InventoryOperationState.Failed, gas: 50);
        Assert.Equal((Size.Shares(10), Size.Shares(10), new Money(150)), (ledger.SellableBeforeOrders(Outcome.Up), ledger.Books.Sets, ledger.Books.Gas));
    }

    [Fact]
    public void An_execution_is_known_by_trade_and_order_and_where_no_order_is_known_by_its_facts()
    {
        var ledger = NewLedger();
        var known = Buy(1, Outcome.Up, 10, 48);
        Apply(ledger, known);
        Assert.True(ledger.Knows(known with { Price = Price.Cents(47), Size = Size.Shares(3), Outcome = Outcome.Down, Side = Side.Sell }));
        Assert.False(ledger.Knows(known with { Trade = EngineHarness.TradeId(2) }));
        Assert.False(ledger.Knows(known with { Intent = new IntentId(9) }));

        var foreign = Buy(5, Outcome.Up, 10, 48) with { Intent = IntentId.None };
        Apply(ledger, foreign);
        Assert.True(ledger.Knows(foreign with { Amount = Money.Dollars(1), Status = FillStatus.Failed }));
        Assert.False(ledger.Knows(foreign with { Outcome = Outcome.Down }));
        Assert.False(ledger.Knows(foreign with { Side = Side.Sell }));
        Assert.False(ledger.Knows(foreign with { Price = Price.Cents(47) }));
        Assert.False(ledger.Knows(foreign with { Size = Size.Shares(9) }));
    }

    [Fact]
    public void A_settlement_moves_on_without_changing_the_books_and_an_earlier_moment_is_news()
    {
        var ledger = NewLedger();
        var fill = Buy(1, Outcome.Up, 10, 48) with { Status = FillStatus.Matched };
        Assert.Equal(FillBooking.Booked, Apply(ledger, fill));
        Assert.Equal(FillBooking.Advanced, Apply(ledger, fill with { Status = FillStatus.Retrying }));
        Assert.Equal(FillBooking.Duplicate, Apply(ledger, fill with { Status = FillStatus.Mined }));
        Assert.Equal(FillBooking.Duplicate, Apply(ledger, fill with { VenueTime = fill.VenueTime + new Duration(1) }));
        Assert.Equal(FillBooking.Advanced, Apply(ledger, fill with { VenueTime = fill.VenueTime - new Duration(1) }));
        Assert.Equal(FillBooking.Advanced, Apply(ledger, fill with { Status = FillStatus.Confirmed }));
        Assert.Equal(FillBooking.Duplicate, Apply(ledger, fill with { Status = FillStatus.Failed }));
        Assert.Equal((Size.Shares(10), 1), (ledger.Books.Net, ledger.FillCount));
    }

    [Fact]
    public void Executions_are_booked_in_venue_order_buys_before_sells_within_one_moment()
    {
        var ledger = NewLedger();
        var early = Buy(3, Outcome.Up, 10, 40) with { VenueTime = Start };
        Apply(ledger, Sell(1, Outcome.Up, 10, 60) with { VenueTime = Start + new Duration(1) });
        Apply(ledger, Buy(2, Outcome.Up, 10, 50) with { VenueTime = Start + new Duration(1) });
        Assert.Equal((Money.Dollars(1), Size.Zero), (ledger.Books.Realized, ledger.Books.Sets));
        Apply(ledger, early);

        // Twenty at 0.45 on average by then: the sale of ten brings 0.15 each.
        Assert.Equal((new Money(1_500_000), new Money(4_500_000)), (ledger.Books.Realized, ledger.Books.Up.Cost));
    }

    [Fact]
    public void Any_order_and_any_repetition_of_reports_ends_in_the_same_books()
    {
        var seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
        Prop.ForAll(seeds, seed =>
        {
            var random = new DeterministicRandom((ulong)seed);
            var reports = Reports(random);
            var expected = Fold(reports);
            for (var index = reports.Count - 1; index > 0; index--)
            {
                var other = random.NextInt32(index + 1);
                (reports[index], reports[other]) = (reports[other], reports[index]);
            }

            reports.AddRange(reports.Take(5).ToList());
            var shuffled = Fold(reports);
            Assert.Equal(expected.Books, shuffled.Books);
            Assert.Equal(expected.Confirmed(Outcome.Up), shuffled.Confirmed(Outcome.Up));
            Assert.Equal(expected.SellableBeforeOrders(Outcome.Down), shuffled.SellableBeforeOrders(Outcome.Down));
            Assert.True(shuffled.Books.Balances);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static List<Fill> Reports(DeterministicRandom random)
    {
        var reports = new List<Fill>();
        for (var number = 1; number <= 12; number++)
        {
            var side = random.Chance(0.6) ? Side.Buy : Side.Sell;
            var size = new Size(random.NextInt64(1, 20_000_000));
            var fill = new Fill
            {
                Trade = EngineHarness.TradeId(number),
                Intent = new IntentId(number % 4),
                Outcome = (Outcome)random.NextInt32(2),
                Side = side,
                Price = Price.Cents(50),
                Size = size,
                Amount = new Money(random.NextInt64(0, size.Units)),
                Fee = new Money(random.NextInt64(0, 1_000)),
                Status = FillStatus.Matched,
                VenueTime = Start + Duration.FromSeconds(random.NextInt32(5)),
            };
            reports.Add(fill);
            fill.Status = (FillStatus)random.NextInt32(5);
            reports.Add(fill);
        }

        return reports;
    }

    private static MarketLedger Fold(List<Fill> reports)
    {
        var ledger = NewLedger();
        foreach (var report in reports)
        {
            Apply(ledger, report);
        }

        return ledger;
    }

    private static void Tell(MarketLedger ledger, long number, InventoryOperationKind kind, long shares, InventoryOperationState state, long gas) =>
        _ = ledger.Apply(new InventoryOperationReport(default, new OperationId(number), kind, state, Size.Shares(shares), new Money(gas)));

    private static MarketLedger NewLedger() => new(64, Size.Shares(5));

    private static FillBooking Apply(MarketLedger ledger, in Fill fill) => ledger.Apply(fill, Start);

    private static Fill Buy(int number, Outcome outcome, long shares, int cents) => NewFill(number, outcome, Side.Buy, shares, cents, 0);

    private static Fill Sell(int number, Outcome outcome, long shares, int cents, long feeMicros = 0) =>
        NewFill(number, outcome, Side.Sell, shares, cents, feeMicros);

    private static Fill NewFill(int number, Outcome outcome, Side side, long shares, int cents, long feeMicros) => new()
    {
        Trade = EngineHarness.TradeId(number),
        Intent = new IntentId(number),
        Outcome = outcome,
        Side = side,
        Price = Price.Cents(cents),
        Size = Size.Shares(shares),
        Amount = Money.Notional(Price.Cents(cents), Size.Shares(shares), Rounding.Nearest),
        Fee = new Money(feeMicros),
        Status = FillStatus.Confirmed,
        VenueTime = Start + Duration.FromSeconds(number),
    };
}
