using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The windows of the BTC five-minute series, computed from their start as the venue names them.</summary>
public static class RollingWindows
{
    public static readonly Duration Length = Duration.FromSeconds(300);

    public static MarketSpec Spec(Timestamp opens, SettlementRule settlement)
    {
        var slug = $"btc-updown-5m-{opens.Seconds}";
        return new MarketSpec
        {
            Slug = slug,
            ConditionId = "0x" + Convert.ToHexStringLower(Digest(slug + "/condition")),
            UpTokenId = TokenId(slug, Outcome.Up),
            DownTokenId = TokenId(slug, Outcome.Down),
            Asset = "btc",
            Interval = WindowInterval.FiveMinutes,
            Opens = opens,
            Closes = opens + Length,
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

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
