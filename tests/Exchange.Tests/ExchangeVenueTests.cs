using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Exchange.Tests;

public class ExchangeVenueTests
{
    private static readonly Arbitrary<(int What, int Cents, int Shares, int Bits)[]> Steps =
        (from what in Gen.Choose(0, 6)
         from cents in Gen.Choose(40, 60)
         from shares in Gen.Choose(5, 60)
         from bits in Gen.Choose(0, 31)
         select (what, cents, shares, bits)).ArrayOf().ToArbitrary();

    [Fact]
    public void Up_at_a_price_and_down_at_its_complement_are_the_same_order()
    {
        Prop.ForAll(Steps, steps =>
        {
            var direct = Stocked();
            var mirrored = Stocked();
            foreach (var step in steps)
            {
                var one = Apply(direct, step, mirror: false);
                var other = Apply(mirrored, step, mirror: true);
                if (one?.Matched != other?.Matched
                    || !direct.Levels(Side.Buy).SequenceEqual(mirrored.Levels(Side.Buy))
                    || !direct.Levels(Side.Sell).SequenceEqual(mirrored.Levels(Side.Sell)))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void The_same_seed_tells_the_same_story_and_another_seed_another()
    {
        var first = Story(7);

        Assert.True(first.Count > 300);
        Assert.Equal(first, Story(7));
        Assert.NotEqual(first, Story(8));
    }

    [Fact]
    public void What_is_due_is_done_in_time_order_with_the_flow_in_between()
    {
        var fixture = new VenueFixture(new ExchangeOptions { TakerHold = Duration.FromMilliseconds(200) }, takerDelay: true);
        fixture.Flow(Side.Sell, 50, 100);
        fixture.Venue.Attach(new OneAct(VenueFixture.Start + Duration.FromMilliseconds(100), () => fixture.Flow(Side.Sell, 49, 100)));
        var (order, _) = fixture.Place(fixture.Order(fixture.Alice, Outcome.Up, Side.Buy, 50, 10));

        Assert.Equal(VenueFixture.Start + Duration.FromMilliseconds(100), fixture.Venue.NextDue);
        fixture.Advance(1);

        Assert.Equal(Price.Cents(49), Assert.Single(fixture.Log.Trades).Price);
        Assert.Equal(Size.Shares(10), fixture.Venue.Find(fixture.Alice, order.Id)!.Matched);
    }

    [Fact]
    public void Time_does_not_go_back()
    {
        var fixture = new VenueFixture();
        fixture.Advance(10);
        fixture.Venue.AdvanceTo(VenueFixture.Start);

        Assert.Equal(VenueFixture.Start + Duration.FromSeconds(10), fixture.Venue.Now);
    }

    [Fact]
    public void Trades_of_an_account_come_newest_first_and_once()
    {
        var fixture = new VenueFixture();
        fixture.Flow(Side.Sell, 50, 10);
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 50, 10);
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        fixture.Venue.TakeFlow(fixture.Market, Outcome.Down, Side.Buy, Price.Cents(60), Size.Shares(20));

        var trades = fixture.Venue.Trades(fixture.Venue.AccountOf(fixture.Alice)).ToList();

        Assert.Equal(2, trades.Count);
        Assert.Equal(2, trades[0].Makers.Count);
        Assert.Equal(fixture.Log.Trades[1].Id, trades[0].Id);
        Assert.Empty(fixture.Venue.Trades(fixture.Venue.AccountOf(fixture.Bob)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(501)]
    public void A_setting_out_of_range_is_named(int holdMilliseconds)
    {
        var options = new ExchangeOptions { TakerHold = Duration.FromMilliseconds(holdMilliseconds) };

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ExchangeVenue(options, new DeterministicRandom(1), new EventLog()));

        Assert.Contains("TakerHold must lie between 0s and 0.5s", error.Message, StringComparison.Ordinal);
    }

    private static VenueFixture Stocked()
    {
        var fixture = new VenueFixture(dollars: 1_000_000);
        foreach (var credential in new[] { fixture.Alice, fixture.Bob })
        {
            fixture.Acquire(credential, Outcome.Up, 10_000);
            fixture.Acquire(credential, Outcome.Down, 10_000);
        }

        return fixture;
    }

    private static VenueOrder? Apply(VenueFixture fixture, (int What, int Cents, int Shares, int Bits) step, bool mirror)
    {
        var side = (Side)(step.Bits & 1);
        var outcome = (Outcome)((step.Bits >> 1) & 1);
        var credential = (step.Bits & 4) == 0 ? fixture.Alice : fixture.Bob;
        switch (step.What)
        {
            case 0:
                fixture.Flow(side, step.Cents, step.Shares);
                return null;
            case 1:
                var open = fixture.Venue.OpenOrders(credential).ToList();
                if (open.Count > 0)
                {
                    fixture.Venue.Cancel(credential, open[step.Shares % open.Count].Order.Id);
                }

                return null;
            default:
                // Immediate buys are sized in dollars and have no mirror among the sells.
                var order = mirror
                    ? fixture.Order(credential, outcome.Opposite(), side.Opposite(), 100 - step.Cents, step.Shares)
                    : fixture.Order(credential, outcome, side, step.Cents, step.Shares);
                fixture.Place(order);
                return fixture.Venue.Find(credential, order.Id);
        }
    }

    private static List<string> Story(ulong seed)
    {
        var fixture = new VenueFixture(new ExchangeOptions { FailureProbability = 0.1, RetryProbability = 0.1 }, seed, takerDelay: true);
        var random = new DeterministicRandom(99);
        fixture.Venue.Heartbeat(fixture.Alice, string.Empty);
        for (var step = 0; step < 400; step++)
        {
            fixture.Flow((Side)random.NextInt32(2), 40 + random.NextInt32(20), 5 + random.NextInt32(50));
            fixture.Place(fixture.Order(
                fixture.Bob, (Outcome)random.NextInt32(2), (Side)random.NextInt32(2), 40 + random.NextInt32(20), 5 + random.NextInt32(20), (OrderType)random.NextInt32(3)));
            fixture.Advance(random.NextInt32(400) / 1e3);
        }

        fixture.Venue.DeclareWinner(fixture.Market, Outcome.Up);
        fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(200));
        return fixture.Log.Lines;
    }

    private sealed class OneAct(Timestamp due, Action act) : IOrderFlow
    {
        public Timestamp NextDue { get; private set; } = due;

        public void Act(Timestamp now)
        {
            NextDue = Timestamp.Never;
            act();
        }
    }
}
