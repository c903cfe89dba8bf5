using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;

namespace PolyCloud.Polymarket.Tests.Market;

public sealed class TokenDirectoryTests
{
    private static bool Find(TokenDirectory directory, string token, out MarketId market, out Outcome outcome) =>
        directory.TryFindToken(Encoding.ASCII.GetBytes(token), out market, out outcome);

    [Fact]
    public void Tokens_and_conditions_lead_to_their_market()
    {
        var directory = CapturedMarkets.Directory();
        Assert.True(Find(directory, CapturedMarkets.NextSpec.DownTokenId, out var market, out var outcome));
        Assert.Equal((CapturedMarkets.Next, Outcome.Down), (market, outcome));
        Assert.True(directory.TryFindMarket(Encoding.ASCII.GetBytes(CapturedMarkets.CurrentSpec.ConditionId), out market));
        Assert.Equal(CapturedMarkets.Current, market);
    }

    [Fact]
    public void Texts_that_only_end_alike_are_told_apart()
    {
        var directory = new TokenDirectory();
        Assert.True(directory.TryAdd(new MarketId(0), CapturedMarkets.Spec(0, "0xaaaa00000000", "111100000000", "222200000000")));
        Assert.True(directory.TryAdd(new MarketId(1), CapturedMarkets.Spec(0, "0xbbbb00000000", "333300000000", "0444400000000")));
        Assert.True(Find(directory, "333300000000", out var market, out var outcome));
        Assert.Equal((1, Outcome.Up), (market.Slot, outcome));
        Assert.True(Find(directory, "0444400000000", out market, out outcome));
        Assert.Equal((1, Outcome.Down), (market.Slot, outcome));
        Assert.False(Find(directory, "555500000000", out _, out _));
        Assert.False(Find(directory, "444400000000", out _, out _));
        Assert.False(Find(directory, "0", out _, out _));
    }

    [Fact]
    public void A_removed_market_is_not_found_and_its_slot_can_be_used_again()
    {
        var directory = CapturedMarkets.Directory();
        Assert.True(directory.Remove(CapturedMarkets.Current));
        Assert.False(directory.Remove(CapturedMarkets.Current));
        Assert.False(Find(directory, CapturedMarkets.CurrentSpec.UpTokenId, out _, out _));
        Assert.True(Find(directory, CapturedMarkets.NextSpec.UpTokenId, out var market, out _));
        Assert.Equal(CapturedMarkets.Next, market);
        Assert.True(directory.TryAdd(CapturedMarkets.Current, CapturedMarkets.CurrentSpec));
    }

    [Fact]
    public void What_is_registered_already_or_unusable_is_refused()
    {
        var directory = CapturedMarkets.Directory();
        Assert.False(directory.TryAdd(CapturedMarkets.Current, CapturedMarkets.Spec(0, "0xcccc00000000", "111100000000", "222200000000")));
        Assert.False(directory.TryAdd(new MarketId(7), CapturedMarkets.CurrentSpec));
        Assert.False(directory.TryAdd(new MarketId(7), CapturedMarkets.Spec(0, "0xcccc00000000", "1", "2")));
        Assert.False(directory.TryAdd(new MarketId(7), CapturedMarkets.Spec(0, "0xcccc00000000", "111100000000", "111100000000")));
        Assert.Equal(2, directory.Count);
    }

    [Fact]
    public void The_directory_is_bounded()
    {
        var directory = new TokenDirectory();
        for (var slot = 0; slot < TokenDirectory.MaximumMarkets; slot++)
        {
            Assert.True(directory.TryAdd(new MarketId(slot), CapturedMarkets.Spec(0, $"0xc{slot:D8}", $"1{slot:D8}", $"2{slot:D8}")));
        }

        Assert.False(directory.TryAdd(new MarketId(9999), CapturedMarkets.CurrentSpec));
    }
}
