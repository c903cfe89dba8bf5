using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals;

public sealed class FastPricesTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_773_307_200);

    private readonly FastPrices _prices = new();

    private static FastPriceTick Tick(long bid, long ask, Timestamp at, FastPriceSource source = FastPriceSource.Binance) =>
        new(source, new OraclePrice(bid * OraclePrice.Scale), new OraclePrice(ask * OraclePrice.Scale), at, at);

    [Fact]
    public void The_newest_price_wins_and_an_older_one_is_refused()
    {
        Assert.True(_prices.TryTake(Start, Tick(100, 102, Start)));
        Assert.False(_prices.TryTake(Start, Tick(90, 92, Start - new Duration(1))));
        Assert.True(_prices.TryTake(Start, Tick(104, 106, Start)));
        Assert.Equal(new OraclePrice(105 * OraclePrice.Scale), _prices.Of(FastPriceSource.Binance)!.Value.Mid);
    }

    [Fact]
    public void Exchanges_are_kept_apart()
    {
        Assert.True(_prices.TryTake(Start, Tick(100, 102, Start)));
        Assert.Null(_prices.Of(FastPriceSource.Coinbase));
        Assert.True(_prices.TryTake(Start, Tick(99, 101, Start - Duration.FromSeconds(1), FastPriceSource.Coinbase)));
        Assert.Equal(new OraclePrice(101 * OraclePrice.Scale), _prices.Of(FastPriceSource.Binance)!.Value.Mid);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(-1, 1, 0)]
    [InlineData(102, 100, 0)]
    [InlineData(100, 102, 3)]
    public void Crossed_worthless_and_future_prices_are_refused(long bid, long ask, long secondsAhead)
    {
        Assert.False(_prices.TryTake(Start, Tick(bid, ask, Start + Duration.FromSeconds(secondsAhead))));
        Assert.Null(_prices.Of(FastPriceSource.Binance));
    }

    [Fact]
    public void An_engine_counts_the_prices_it_refuses()
    {
        var harness = new EngineHarness();
        var before = harness.Engine.Totals.RefusedInputs;
        harness.Do(e => harness.Engine.OnFastPrice(harness.Now, "btc", Tick(100, 102, harness.Now), e));
        Assert.Equal(before, harness.Engine.Totals.RefusedInputs);
        harness.Do(e => harness.Engine.OnFastPrice(harness.Now, "btc", Tick(100, 102, harness.Now - new Duration(1)), e));
        harness.Do(e => harness.Engine.OnFastPrice(harness.Now, "unknown", Tick(100, 102, harness.Now), e));
        Assert.Equal(before + 2, harness.Engine.Totals.RefusedInputs);
    }
}
