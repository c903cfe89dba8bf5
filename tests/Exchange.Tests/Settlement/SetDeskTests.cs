using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Exchange.Tests.Settlement;

public class SetDeskTests
{
    private readonly VenueFixture _fixture = new();

    [Fact]
    public void Dollars_become_sets_and_sets_become_dollars()
    {
        Assert.True(Split(100));
        Assert.Equal((Money.Dollars(900), Size.Shares(100), Size.Shares(100)), Balances());

        Assert.True(Merge(30));
        Assert.Equal((Money.Dollars(930), Size.Shares(70), Size.Shares(70)), Balances());
    }

    [Fact]
    public void What_is_not_there_can_neither_be_split_nor_merged()
    {
        Assert.False(Split(1_001));
        Assert.False(Merge(1));
        Assert.False(Split(0));
        _fixture.Acquire(_fixture.Alice, Outcome.Up, 10);
        Assert.False(Merge(10));
    }

    [Fact]
    public void Provisional_tokens_cannot_be_merged()
    {
        Split(10);
        _fixture.Flow(Side.Sell, 50, 5);
        _fixture.Place(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 5));
        Assert.False(Merge(15));
    }

    [Fact]
    public void A_merge_takes_what_open_sells_keep_aside_and_the_venue_cancels_the_newest()
    {
        Split(20);
        var older = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Sell, 60, 8);
        var newer = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Sell, 61, 8);
        var other = _fixture.Accepted(_fixture.Alice, Outcome.Down, Side.Sell, 62, 5);

        Assert.True(Merge(10));
        Assert.Equal((VenueOrderStatus.Live, VenueOrderStatus.Invalid, VenueOrderStatus.Live), (older.Status, newer.Status, other.Status));
    }

    [Fact]
    public void A_split_takes_what_open_buys_keep_aside()
    {
        var buy = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 100);
        Assert.True(Split(970));
        Assert.Equal(VenueOrderStatus.Invalid, buy.Status);
    }

    [Fact]
    public void A_decided_market_makes_no_sets()
    {
        Split(10);
        _fixture.Venue.DeclareWinner(_fixture.Market, Outcome.Up);
        _fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(3_600));
        Assert.False(Split(1));
        Assert.False(Merge(1));
        Assert.Equal(Money.Dollars(1_000), _fixture.Collateral(_fixture.Alice));
    }

    [Fact]
    public void Not_one_micro_dollar_is_made_or_lost_whatever_is_split_merged_and_traded() => Prop.ForAll(
        (from what in Gen.Choose(0, 3) from cents in Gen.Choose(1, 99) from shares in Gen.Choose(1, 300) select (what, cents, shares)).ArrayOf().ToArbitrary(),
        steps =>
        {
            var fixture = new VenueFixture();
            foreach (var (what, cents, shares) in steps)
            {
                var alice = fixture.Venue.AccountOf(fixture.Alice);
                switch (what)
                {
                    case 0:
                        fixture.Venue.SplitSets(alice, fixture.Market, Size.Shares(shares));
                        break;
                    case 1:
                        fixture.Venue.MergeSets(alice, fixture.Market, Size.Shares(shares));
                        break;
                    case 2:
                        fixture.Place(fixture.Order(fixture.Alice, Outcome.Up, Side.Sell, cents, shares));
                        break;
                    default:
                        fixture.Place(fixture.Order(fixture.Bob, Outcome.Up, Side.Buy, cents, shares));
                        fixture.Advance(1);
                        break;
                }

                if (!fixture.Venue.Totals.IsConserved || fixture.Tokens(fixture.Alice, Outcome.Up) < Size.Zero || fixture.Collateral(fixture.Alice) < Money.Zero)
                {
                    return false;
                }
            }

            fixture.Venue.DeclareWinner(fixture.Market, Outcome.Down);
            fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(3_600));
            return fixture.Venue.Totals.IsConserved && fixture.Venue.Totals.Backing == Money.Zero;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private bool Split(long shares) => _fixture.Venue.SplitSets(_fixture.Venue.AccountOf(_fixture.Alice), _fixture.Market, Size.Shares(shares));

    private bool Merge(long shares) => _fixture.Venue.MergeSets(_fixture.Venue.AccountOf(_fixture.Alice), _fixture.Market, Size.Shares(shares));

    private (Money, Size, Size) Balances() =>
        (_fixture.Collateral(_fixture.Alice), _fixture.Tokens(_fixture.Alice, Outcome.Up), _fixture.Tokens(_fixture.Alice, Outcome.Down));
}
