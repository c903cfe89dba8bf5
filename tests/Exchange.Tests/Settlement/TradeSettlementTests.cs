using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.Settlement;

public class TradeSettlementTests
{
    [Fact]
    public void A_trade_is_mined_and_then_confirmed_within_its_bounds()
    {
        var fixture = new VenueFixture();
        for (var trade = 0; trade < 40; trade++)
        {
            fixture.Flow(Side.Sell, 50, 5);
            fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 50, 5);
        }

        fixture.Advance(30);

        foreach (var trade in fixture.Log.Trades)
        {
            var steps = fixture.Log.Settlements.Where(step => step.Trade == trade.Id).ToList();
            Assert.Equal([FillStatus.Mined, FillStatus.Confirmed], steps.Select(static step => step.Status));
            Assert.InRange((steps[0].At - trade.MatchTime).Micros, 2_000_000, 8_000_000);
            Assert.InRange((steps[1].At - trade.MatchTime).Micros, 5_000_000, 30_000_000);
        }

        Assert.True(fixture.Log.Settlements.Select(static step => step.At).Distinct().Count() > 60);
    }

    [Fact]
    public void Bought_tokens_can_be_sold_only_once_confirmed()
    {
        var fixture = new VenueFixture();
        fixture.Flow(Side.Sell, 50, 10);
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 50, 10);

        fixture.Advance(4.9);
        Assert.Equal(Size.Zero, fixture.Tokens(fixture.Alice, Outcome.Up));
        Assert.Equal("not enough balance / allowance", fixture.Refused(fixture.Order(fixture.Alice, Outcome.Up, Side.Sell, 60, 10)));
        fixture.Advance(25.1);
        Assert.Equal(Size.Shares(10), fixture.Tokens(fixture.Alice, Outcome.Up));
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Sell, 60, 10);
    }

    [Fact]
    public void A_failed_trade_is_reversed_exactly_and_passes_through_retrying()
    {
        var fixture = new VenueFixture(new ExchangeOptions { FailureProbability = 1 });
        fixture.Accepted(fixture.Bob, Outcome.Down, Side.Buy, 43, 33);
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 57, 33);
        Assert.Equal(Money.Dollars(33), fixture.Venue.Totals.Backing);

        fixture.Advance(40);

        Assert.Equal([FillStatus.Retrying, FillStatus.Failed], fixture.Log.Settlements.Select(static step => step.Status));
        Assert.Equal(Money.Dollars(1_000), fixture.Collateral(fixture.Alice));
        Assert.Equal(Money.Dollars(1_000), fixture.Collateral(fixture.Bob));
        Assert.Equal(Money.Zero, fixture.Venue.Totals.Backing);
        Assert.Equal(Money.Zero, fixture.Venue.Totals.Fees);
        Assert.Equal(Size.Zero, fixture.Tokens(fixture.Alice, Outcome.Up));
    }

    [Fact]
    public void A_retried_trade_is_confirmed_later()
    {
        var fixture = new VenueFixture(new ExchangeOptions { RetryProbability = 1 });
        fixture.Flow(Side.Sell, 50, 10);
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 50, 10);
        fixture.Advance(60);

        Assert.Equal(
            [FillStatus.Retrying, FillStatus.Mined, FillStatus.Confirmed],
            fixture.Log.Settlements.Select(static step => step.Status));
        Assert.Equal(Size.Shares(10), fixture.Tokens(fixture.Alice, Outcome.Up));
    }

    [Fact]
    public void Trades_of_the_flow_alone_do_not_settle()
    {
        var fixture = new VenueFixture();
        fixture.Flow(Side.Sell, 50, 10);
        fixture.Flow(Side.Buy, 50, 10);
        fixture.Advance(60);

        Assert.Single(fixture.Log.Trades);
        Assert.Empty(fixture.Log.Settlements);
    }
}
