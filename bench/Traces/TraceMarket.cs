using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Traces;

/// <summary>Names and times of the one market of the trace; lengths as at the venue, so that frames are as long.</summary>
internal static class TraceMarket
{
    public const string ConditionId = "0x7a0c51be9f1d4c86b2e35d0847f6a91c3be2d5084f7196acd05e13b87f249c6d";
    public const string UpTokenId = "41873260915748230619857420396158274036915827403691582740369158274036915827401";
    public const string DownTokenId = "87301946251837405926138470592613847059261384705926138470592613847059261384702";

    public static Timestamp Opens => Timestamp.FromSeconds(1_776_808_200);

    /// <summary>The market as discovery would describe it.</summary>
    public static MarketSpec Spec { get; } = new()
    {
        Slug = "btc-updown-5m-1776808200",
        ConditionId = ConditionId,
        UpTokenId = UpTokenId,
        DownTokenId = DownTokenId,
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Opens,
        Closes = Opens + Duration.FromSeconds(300),
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    public static string TokenId(Outcome outcome) => outcome == Outcome.Up ? UpTokenId : DownTokenId;
}
