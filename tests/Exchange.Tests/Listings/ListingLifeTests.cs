using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.Listings;

public class ListingLifeTests
{
    private static readonly OraclePrice Hundred = new(OraclePrice.Scale * 100);

    [Theory]
    [InlineData(0, Outcome.Up)]
    [InlineData(60, Outcome.Up)]
    [InlineData(-60, Outcome.Down)]
    public void The_average_at_the_close_against_that_at_the_open_decides_to_the_last_digit_and_a_tie_is_up(int lastDigits, Outcome winner)
    {
        var fixture = new VenueFixture();
        Run(fixture, lastDigits);
        fixture.Advance(160);

        Assert.Equal(winner, fixture.Listing.Winner);
        Assert.Equal(Hundred, fixture.Listing.PriceToBeat);
        Assert.Equal(Hundred.Units + (lastDigits / 60), fixture.Listing.FinalPrice!.Value.Units);
    }

    [Fact]
    public void The_observations_of_the_minute_up_to_the_moment_count_and_no_other()
    {
        var fixture = new VenueFixture();

        // A jump one second after the open is not in the strike; one at the close is in the final.
        fixture.Observe(VenueFixture.Opens - Duration.FromSeconds(59), VenueFixture.Closes, second =>
            second <= VenueFixture.Opens.Seconds || second == VenueFixture.Closes.Seconds ? new OraclePrice(OraclePrice.Scale * 160) : Hundred);
        fixture.Advance(160);

        Assert.Equal(OraclePrice.Scale * 160, fixture.Listing.PriceToBeat!.Value.Units);
        Assert.Equal(OraclePrice.Scale * 101, fixture.Listing.FinalPrice!.Value.Units);
        Assert.Equal(Outcome.Down, fixture.Listing.Winner);
    }

    [Fact]
    public void The_price_to_beat_is_shown_some_seconds_after_the_open()
    {
        var fixture = new VenueFixture();
        fixture.Observe(VenueFixture.Opens - Duration.FromSeconds(59), VenueFixture.Opens, _ => Hundred);
        fixture.Advance(4.999);
        Assert.Null(fixture.Listing.PriceToBeat);
        fixture.Advance(0.001);
        Assert.Equal(Hundred, fixture.Listing.PriceToBeat);
    }

    [Fact]
    public void The_price_to_beat_of_a_late_observation_is_shown_when_it_comes()
    {
        var fixture = new VenueFixture();
        fixture.Venue.AdvanceTo(VenueFixture.Opens + Duration.FromSeconds(20));
        for (var second = VenueFixture.Opens.Seconds - 59; second <= VenueFixture.Opens.Seconds; second++)
        {
            Assert.Null(fixture.Listing.PriceToBeat);
            fixture.Venue.ObserveUnderlying("btc", Hundred, Timestamp.FromSeconds(second));
        }

        Assert.Equal(Hundred, fixture.Listing.PriceToBeat);
    }

    [Fact]
    public void A_missed_observation_leaves_the_market_without_a_result_until_one_is_declared()
    {
        var fixture = new VenueFixture();
        fixture.Observe(VenueFixture.Opens - Duration.FromSeconds(58), VenueFixture.Closes, _ => Hundred);
        fixture.Advance(1_000);
        Assert.Null(fixture.Listing.Winner);

        fixture.Venue.DeclareWinner(fixture.Market, Outcome.Down);
        Assert.Equal(Outcome.Down, fixture.Listing.Winner);
    }

    [Fact]
    public void A_declared_winner_overrides_the_oracle_and_waits_for_its_time()
    {
        var fixture = new VenueFixture();
        fixture.Venue.DeclareWinner(fixture.Market, Outcome.Down);
        Run(fixture, 0);
        Assert.Null(fixture.Listing.Winner);
        fixture.Advance(160);

        Assert.Equal(Outcome.Down, fixture.Listing.Winner);
    }

    [Fact]
    public void Results_come_53_to_152_seconds_after_the_end_half_of_them_by_55()
    {
        List<double> delays = [];
        for (ulong seed = 0; seed < 400; seed++)
        {
            var fixture = new VenueFixture(seed: seed);
            fixture.Venue.DeclareWinner(fixture.Market, Outcome.Up);
            fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(200));
            delays.Add((fixture.Log.Results[0].At - VenueFixture.Closes).TotalSeconds);
        }

        delays.Sort();
        Assert.InRange(delays[0], 53, 54);
        Assert.InRange(delays[200], 54.5, 55.5);
        Assert.InRange(delays[^1], 80, 152);
    }

    [Fact]
    public void Orders_are_taken_until_the_result_and_live_ones_end_with_it()
    {
        var fixture = new VenueFixture();
        var order = fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        var flow = fixture.Flow(Side.Sell, 60, 10);
        fixture.Venue.DeclareWinner(fixture.Market, Outcome.Up);
        fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(52));
        Assert.True(fixture.Listing.AcceptingOrders);

        fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(152));

        Assert.Equal(VenueOrderStatus.CanceledMarketResolved, order.Status);
        Assert.Equal(Money.Dollars(1_000), fixture.Collateral(fixture.Alice));
        Assert.False(fixture.Listing.AcceptingOrders);
        Assert.Empty(fixture.Levels(Side.Sell));
        Assert.Equal(Size.Zero, fixture.Venue.FlowRest(flow));
        Assert.True(fixture.Flow(Side.Sell, 60, 10).IsNone);
    }

    [Fact]
    public void Winning_tokens_are_paid_one_dollar_also_those_that_settle_after_the_result()
    {
        var fixture = new VenueFixture(new ExchangeOptions { ResolutionMin = Duration.FromSeconds(1), ResolutionMedian = Duration.FromSeconds(1), ResolutionMax = Duration.FromSeconds(1) });
        fixture.Acquire(fixture.Alice, Outcome.Up, 10);
        fixture.Venue.DeclareWinner(fixture.Market, Outcome.Up);
        fixture.Venue.AdvanceTo(VenueFixture.Closes);
        fixture.Flow(Side.Sell, 90, 10);
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 90, 10);
        var before = fixture.Collateral(fixture.Alice);

        fixture.Advance(1);
        Assert.Equal(before + Money.Dollars(10), fixture.Collateral(fixture.Alice));
        fixture.Advance(30);

        Assert.Equal(before + Money.Dollars(20), fixture.Collateral(fixture.Alice));
        Assert.Equal(Size.Zero, fixture.Tokens(fixture.Alice, Outcome.Up));
    }

    [Theory]
    [InlineData(Side.Buy, 97)]
    [InlineData(Side.Sell, 3)]
    public void The_grid_becomes_finer_beyond_the_extremes_and_never_goes_back(Side side, int cents)
    {
        var fixture = new VenueFixture();
        var resting = fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 1, 10);
        fixture.Flow(side, side == Side.Buy ? 96 : 4, 10);
        Assert.Equal(TickSize.Cent, fixture.Listing.TickSize);

        var extreme = fixture.Flow(side, cents, 10);
        Assert.Equal(TickSize.TenthOfCent, fixture.Listing.TickSize);
        fixture.Venue.CancelFlow(extreme);
        fixture.Flow(side, side == Side.Buy ? 90 : 10, 10);

        Assert.Equal(TickSize.TenthOfCent, fixture.Listing.TickSize);
        Assert.Single(fixture.Log.TickSizes);
        Assert.Equal(VenueOrderStatus.Live, resting.Status);
        fixture.Accepted(fixture.Order(fixture.Alice, Outcome.Up, Side.Buy, 2, 1_000) with { MakerAmount = 15_000_000 });
    }

    [Fact]
    public void A_window_that_is_over_is_not_listed()
    {
        var fixture = new VenueFixture();
        fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(90));

        Assert.Throws<ArgumentException>(() => fixture.Venue.List(VenueFixture.Spec(), takerDelay: false));
    }

    private static void Run(VenueFixture fixture, int lastDigits) => fixture.Observe(
        VenueFixture.Opens - Duration.FromSeconds(59),
        VenueFixture.Closes,
        second => second == VenueFixture.Closes.Seconds ? new OraclePrice(Hundred.Units + lastDigits) : Hundred);
}
