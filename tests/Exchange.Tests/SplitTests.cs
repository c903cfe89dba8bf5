using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Exchange.Tests;

public sealed class SplitTests
{
    private readonly VenueFixture _here = new();

    private AccountId Account => _here.Venue.AccountOf(_here.Alice);

    [Fact]
    public void A_dollar_becomes_one_token_of_each_outcome_and_back()
    {
        Assert.True(_here.Venue.SplitSets(Account, _here.Market, Size.Shares(40)));
        Assert.Equal((Money.Dollars(960), Size.Shares(40), Size.Shares(40)), (_here.Venue.Collateral(Account), Tokens(Outcome.Up), Tokens(Outcome.Down)));
        Assert.True(_here.Venue.MergeSets(Account, _here.Market, Size.Shares(15)));
        Assert.Equal((Money.Dollars(975), Size.Shares(25)), (_here.Venue.Collateral(Account), Tokens(Outcome.Up)));
    }

    [Fact]
    public void Merging_away_what_rests_for_sale_cancels_the_newest_sells()
    {
        _here.Venue.SplitSets(Account, _here.Market, Size.Shares(40));
        var older = _here.Place(_here.Order(_here.Alice, Outcome.Up, Side.Sell, 60, 20)).Order;
        var newer = _here.Place(_here.Order(_here.Alice, Outcome.Up, Side.Sell, 61, 20)).Order;
        Assert.True(_here.Venue.MergeSets(Account, _here.Market, Size.Shares(20)));
        Assert.Equal((VenueOrderStatus.Live, VenueOrderStatus.Invalid), (Status(older), Status(newer)));
    }

    [Fact]
    public void Nothing_is_split_merged_or_withdrawn_beyond_what_is_there()
    {
        Assert.False(_here.Venue.SplitSets(Account, _here.Market, Size.Shares(1_001)));
        Assert.False(_here.Venue.MergeSets(Account, _here.Market, Size.Shares(1)));
        Assert.False(_here.Venue.Withdraw(Account, Money.Dollars(1_001)));
        Assert.Equal(Money.Dollars(1_000), _here.Venue.Collateral(Account));
    }

    [Fact]
    public void Whatever_is_split_merged_deposited_and_withdrawn_nothing_appears_or_vanishes() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 3).Zip(Gen.Choose(1, 700)).ListOf().ToArbitrary(), steps =>
        {
            var here = new VenueFixture();
            var account = here.Venue.AccountOf(here.Alice);
            foreach (var (kind, amount) in steps)
            {
                switch (kind)
                {
                    case 0:
                        here.Venue.SplitSets(account, here.Market, Size.Shares(amount));
                        break;
                    case 1:
                        here.Venue.MergeSets(account, here.Market, Size.Shares(amount));
                        break;
                    case 2:
                        here.Venue.Deposit(account, Money.Dollars(amount));
                        break;
                    default:
                        here.Venue.Withdraw(account, Money.Dollars(amount));
                        break;
                }
            }

            return here.Venue.Totals.IsConserved && here.Venue.Collateral(account) >= Money.Zero;
        }));

    [Fact]
    public void A_dated_order_that_is_filled_before_its_date_ends_once()
    {
        var dated = _here.Order(_here.Alice, Outcome.Up, Side.Buy, 40, 10, OrderType.Gtd) with { Expiration = _here.Venue.Now + Duration.FromSeconds(200) };
        _here.Place(dated);
        _here.Venue.TakeFlow(_here.Market, Outcome.Up, Side.Sell, Price.Cents(40), Size.Shares(10));
        _here.Venue.AdvanceTo(_here.Venue.Now + Duration.FromSeconds(300));
        Assert.Equal(VenueOrderStatus.Matched, Status(dated));
    }

    [Fact]
    public void A_date_on_any_other_type_and_a_dated_order_without_one_are_refused()
    {
        var undated = _here.Place(_here.Order(_here.Alice, Outcome.Up, Side.Buy, 40, 10, OrderType.Gtd)).Order;
        var dated = _here.Place(_here.Order(_here.Alice, Outcome.Up, Side.Buy, 40, 10) with { Expiration = _here.Venue.Now + Duration.FromSeconds(200) }).Order;
        Assert.Null(_here.Venue.Find(_here.Alice, undated.Id));
        Assert.Null(_here.Venue.Find(_here.Alice, dated.Id));
    }

    private Size Tokens(Outcome outcome) => _here.Venue.Tokens(Account, _here.Market, outcome);

    private VenueOrderStatus Status(NewOrder order) => _here.Venue.Find(_here.Alice, order.Id)!.Status;
}
