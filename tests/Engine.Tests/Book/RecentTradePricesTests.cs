using PolyCloud.Engine.Book;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

public sealed class RecentTradePricesTests
{
    [Fact]
    public void The_latest_price_comes_first_with_its_complement_and_none_twice()
    {
        var trades = new RecentTradePrices();
        foreach (var cents in new[] { 40, 30, 60, 40 })
        {
            trades.Note(Price.Cents(cents));
        }

        Assert.Equal([Price.Cents(40), Price.Cents(60), Price.Cents(30), Price.Cents(70)], trades.LatestFirst.ToArray());
    }

    [Fact]
    public void Beyond_the_bound_the_oldest_prices_are_forgotten()
    {
        var trades = new RecentTradePrices();
        for (var cents = 1; cents <= 9; cents++)
        {
            trades.Note(Price.Cents(cents));
        }

        Assert.Equal(RecentTradePrices.Capacity, trades.LatestFirst.Length);
        Assert.Equal([9, 91, 8, 92, 7, 93, 6, 94], trades.LatestFirst.ToArray().Select(price => price.Units / 100));
    }

    [Fact]
    public void Half_a_dollar_is_its_own_complement()
    {
        var trades = new RecentTradePrices();

        trades.Note(Price.Cents(50));

        Assert.Equal([Price.Cents(50)], trades.LatestFirst.ToArray());
    }
}
