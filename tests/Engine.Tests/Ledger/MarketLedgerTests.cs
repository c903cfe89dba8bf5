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
