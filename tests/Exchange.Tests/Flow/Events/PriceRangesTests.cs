using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Events;

namespace PolyCloud.Exchange.Tests.Flow.Events;

public sealed class PriceRangesTests
{
    [Fact]
    public void Edges_lie_evenly_around_the_price_on_whole_tens()
    {
        var ranges = PriceRanges.Around(100_003, 97, 4);
        Assert.Equal(["below 99900", "99900 to 100000", "100000 to 100100", "100100 or above"], Enumerable.Range(0, ranges.Count).Select(ranges.Title));
    }

    [Fact]
    public void A_price_on_an_edge_belongs_to_the_range_above_it()
    {
        var ranges = PriceRanges.Around(100_000, 100, 4);
        Assert.Equal(2, ranges.Of(Dollars(100_000)));
        Assert.Equal(1, ranges.Of(new OraclePrice(Dollars(100_000).Units - 1)));
    }

    [Fact]
    public void Every_price_lies_in_exactly_one_range() => Prop.ForAll<int, byte, byte>((dollars, width, more) =>
    {
        var ranges = PriceRanges.Around(100_000, width, 2 + (more % 4));
        var price = Dollars(Math.Abs((long)dollars) % 200_000);
        var holding = Enumerable.Range(0, ranges.Count).Where(index =>
            (ranges.From(index) is not { } from || price >= Dollars(from)) && (ranges.To(index) is not { } to || price < Dollars(to)));
        return holding.SequenceEqual([ranges.Of(price)]);
    }).QuickCheckThrowOnFailure();

    private static OraclePrice Dollars(long dollars) => new(dollars * OraclePrice.Scale);
}
