using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;

namespace PolyCloud.Polymarket.Tests.Market;

/// <summary>The two windows of the market capture, running and next.</summary>
internal static class CapturedMarkets
{
    public static readonly MarketId Current = new(0);
    public static readonly MarketId Next = new(1);

    public static readonly MarketSpec CurrentSpec = Spec(
        1776808200,
        "0x125149c5918fc5f8c6d34682f700a898a1a19ea4f4e2ae68ff4c5794ba657074",
        "45936375922793925919605092352922707796689801895417366600539442410775071099958",
        "86520121088881862182423437128238697252500151785248183602134095101149900014256");

    public static readonly MarketSpec NextSpec = Spec(
        1776808500,
        "0xdab1ff110d9d2439c5bd75c4f503ae7300457a35b124ce0c7260ec86dcc688c8",
        "13917627517502768201235213826866970628416806758650647861097354638225151676696",
        "79951446619687279678993570456142474051779067785614208685555261501997794502271");

    public static TokenDirectory Directory()
    {
        var directory = new TokenDirectory();
        Assert.True(directory.TryAdd(Current, CurrentSpec));
        Assert.True(directory.TryAdd(Next, NextSpec));
        return directory;
    }

    public static MarketSpec Spec(long start, string condition, string up, string down) => new()
    {
        Slug = "btc-updown-5m-" + start,
        ConditionId = condition,
        UpTokenId = up,
        DownTokenId = down,
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Timestamp.FromSeconds(start),
        Closes = Timestamp.FromSeconds(start + 300),
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };
}
