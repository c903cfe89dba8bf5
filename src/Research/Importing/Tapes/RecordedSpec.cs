using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Research.Importing.Tapes;

/// <summary>A recorded window's market, as it was at the time: what the recording does not tell follows from name and date.</summary>
public static class RecordedSpec
{
    /// <summary>30 March 2026 00:00 UTC: the fee curve changed (venue documentation, trading/fees).</summary>
    public static readonly Timestamp NewFees = Timestamp.FromSeconds(1_774_828_800);

    /// <summary>7 August 2026 00:00 UTC: five- and fifteen-minute windows settle on an average since.</summary>
    public static readonly Timestamp AverageSettlement = Timestamp.FromSeconds(1_786_060_800);

    /// <summary>From a slug such as <c>btc-updown-5m-1776241200</c>; null where it names no window, which opens on a multiple of its length.</summary>
    public static MarketSpec? OfSlug(string slug)
    {
        var parts = slug.Split('-');
        return parts is [var asset, "updown", var interval, var start]
            && WindowIntervals.Parse(interval) is { } length
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000 && seconds % length.Length().TotalSeconds == 0
                ? Of(slug, asset, length, Timestamp.FromSeconds(seconds))
                : null;
    }

    public static MarketSpec Of(string slug, string asset, WindowInterval interval, Timestamp opens) => new()
    {
        Slug = slug,
        ConditionId = "0x" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(slug + "/condition"))),
        UpTokenId = RollingWindows.TokenId(slug, Outcome.Up),
        DownTokenId = RollingWindows.TokenId(slug, Outcome.Down),
        Asset = asset.ToLowerInvariant(),
        Interval = interval,
        Opens = opens,
        Closes = opens + interval.Length(),
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = opens < NewFees ? FeeSchedule.CryptoBeforeApril2026 : FeeSchedule.Crypto,
        Settlement = interval == WindowInterval.OneHour ? SettlementRule.ExchangeCandle
            : opens < AverageSettlement ? SettlementRule.Spot
            : SettlementRule.TimeWeightedAverage60Seconds,
    };

    /// <summary>The same window with the tokens the recording names; null keeps the one that stands for it.</summary>
    public static MarketSpec WithTokens(this MarketSpec spec, string? conditionId, string? up, string? down) => spec with
    {
        ConditionId = conditionId ?? spec.ConditionId,
        UpTokenId = up ?? spec.UpTokenId,
        DownTokenId = down ?? spec.DownTokenId,
    };
}
