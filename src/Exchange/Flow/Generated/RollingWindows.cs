using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The windows of the BTC series, computed from their start as the venue names them.</summary>
public static class RollingWindows
{
    /// <summary>Of the five-minute windows, which everything is fitted to.</summary>
    public static readonly Duration Length = WindowInterval.FiveMinutes.Length();

    /// <summary>How windows of a length settle at the venue since August 2026.</summary>
    public static SettlementRule SettlementOf(WindowInterval interval) =>
        interval == WindowInterval.OneHour ? SettlementRule.ExchangeCandle : SettlementRule.TimeWeightedAverage60Seconds;

    public static MarketSpec Spec(Timestamp opens, SettlementRule settlement, WindowInterval interval = WindowInterval.FiveMinutes)
    {
        var slug = SlugOf(opens, interval);
        return new MarketSpec
        {
            Slug = slug,
            ConditionId = "0x" + Convert.ToHexStringLower(Digest(slug + "/condition")),
            UpTokenId = TokenId(slug, Outcome.Up),
            DownTokenId = TokenId(slug, Outcome.Down),
            Asset = "btc",
            Interval = interval,
            Opens = opens,
            Closes = opens + interval.Length(),
            TickSize = TickSize.Cent,
            MinimumOrderSize = Size.Shares(5),
            Fees = FeeSchedule.Crypto,
            Settlement = settlement,
        };
    }

    /// <summary>A token's 256-bit number in decimal, from the SHA-256 of the slug and the outcome.</summary>
    public static string TokenId(string slug, Outcome outcome) =>
        new System.Numerics.BigInteger(Digest($"{slug}/{outcome}"), isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of the stream of random draws that belongs to a window.</summary>
    public static ulong Stream(Timestamp opens) => BinaryPrimitives.ReadUInt64BigEndian(Digest($"{opens.Seconds}"));

    // Hours are named in words, so that nobody computes them; the venue's words are of New York, these of Greenwich.
    private static string SlugOf(Timestamp opens, WindowInterval interval) => interval switch
    {
        WindowInterval.FiveMinutes or WindowInterval.FifteenMinutes => $"btc-updown-{interval.Name()}-{opens.Seconds}",
        _ => "bitcoin-up-or-down-" + DateTimeOffset.FromUnixTimeSeconds(opens.Seconds).ToString("MMMM-d-yyyy-htt", CultureInfo.InvariantCulture).ToLowerInvariant() + "-utc",
    };

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
