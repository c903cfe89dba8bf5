using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.Matching;

public class TradeExecutorTests
{
    private readonly VenueFixture _fixture = new();

    [Fact]
    public void An_accounts_taker_is_told_every_anonymous_maker_on_its_own_token()
    {
        _fixture.Flow(Side.Buy, 40, 10);
        _fixture.Flow(Side.Buy, 39, 10);
        _fixture.Accepted(_fixture.Alice, Outcome.Down, Side.Buy, 61, 15);

        var trade = Assert.Single(_fixture.Log.Trades);
        Assert.Equal(
            [(Price.Cents(60), Size.Shares(10), new Money(6_000_000)), (Price.Cents(61), Size.Shares(5), new Money(3_050_000))],
            trade.Makers.Select(static maker => (maker.Price, maker.Size, maker.Amount)));
        Assert.All(trade.Makers, static maker => Assert.Equal((CredentialId.Flow, Outcome.Down, Side.Sell), (maker.Credential, maker.Outcome, maker.Side)));
        Assert.Equal(new Money(9_050_000), trade.Amount);
    }

    [Fact]
    public void An_anonymous_order_has_the_same_hash_in_every_trade()
    {
        _fixture.Flow(Side.Sell, 50, 100);
        _fixture.Flow(Side.Sell, 51, 100);
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10);
        _fixture.Accepted(_fixture.Bob, Outcome.Up, Side.Buy, 51, 100);

        var trades = _fixture.Log.Trades;
        Assert.Equal(trades[0].Makers[0].Order, trades[1].Makers[0].Order);
        Assert.NotEqual(trades[1].Makers[0].Order, trades[1].Makers[1].Order);
    }

    [Fact]
    public void A_trade_among_the_flow_names_nobody()
    {
        _fixture.Flow(Side.Sell, 50, 10);
        _fixture.Flow(Side.Buy, 50, 10);

        Assert.Empty(Assert.Single(_fixture.Log.Trades).Makers);
    }

    [Fact]
    public void A_flow_taker_that_meets_an_account_names_the_anonymous_makers_beside_it()
    {
        var resting = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        _fixture.Flow(Side.Buy, 50, 10);
        _fixture.Flow(Side.Buy, 48, 10);

        _fixture.Venue.TakeFlow(_fixture.Market, Outcome.Down, Side.Buy, Price.Cents(52), Size.Shares(30));

        var makers = Assert.Single(_fixture.Log.Trades).Makers;
        Assert.Equal([CredentialId.Flow, _fixture.Alice, CredentialId.Flow], makers.Select(static maker => maker.Credential));
        Assert.Equal([(Outcome.Down, Side.Sell), (Outcome.Up, Side.Buy), (Outcome.Down, Side.Sell)], makers.Select(static maker => (maker.Outcome, maker.Side)));
        Assert.Equal(resting.Order.Id, makers[1].Order);
        Assert.Equal([Price.Cents(50), Price.Cents(49), Price.Cents(52)], makers.Select(static maker => maker.Price));
    }

    [Fact]
    public void Recorded_liquidity_is_named_like_the_flow()
    {
        _fixture.Venue.SetExternalLevel(_fixture.Market, Side.Sell, Price.Cents(50), Size.Shares(10));
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10);

        var maker = Assert.Single(Assert.Single(_fixture.Log.Trades).Makers);
        Assert.Equal((CredentialId.Flow, Outcome.Up, Side.Sell, Size.Shares(10)), (maker.Credential, maker.Outcome, maker.Side, maker.Size));
        Assert.False(maker.Order.IsZero);
    }
}
