using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Data;

namespace PolyCloud.Polymarket.Tests.Data;

public sealed class TradeDeduplicatorTests
{
    [Fact]
    public void Equal_fills_of_one_transaction_are_different_trades()
    {
        var seen = new TradeDeduplicator();
        Assert.Equal([0, 1], seen.News([Trade("0xa"), Trade("0xa")]).Select(news => news.Key.Ordinal));
    }

    [Fact]
    public void An_overlapping_reading_tells_only_what_is_new()
    {
        var seen = new TradeDeduplicator();
        seen.News([Trade("0xa"), Trade("0xa"), Trade("0xb")]);
        Assert.Equal("0xc", Assert.Single(seen.News([Trade("0xc"), Trade("0xa"), Trade("0xa"), Trade("0xb")])).Value.TransactionHash);
        Assert.Empty(seen.News([Trade("0xb"), Trade("0xa")]));
    }

    private static DataTrade Trade(string hash) =>
        new("0xw", Side.Buy, "11", "0xc", Size.Shares(10), Price.Cents(50), Timestamp.FromSeconds(1), hash, "slug", "Up", 0, "");
}
