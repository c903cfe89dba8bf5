using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Flow.Events;

/// <summary>One event: in which range the underlying ends. Each range is a yes-or-no market, Up being yes; exactly one resolves so.</summary>
/// <param name="Opens">When it begins to trade.</param>
/// <param name="Interval">Its length.</param>
/// <param name="Ranges">Its outcomes, the lowest first.</param>
public sealed record RangeEvent(Timestamp Opens, WindowInterval Interval, PriceRanges Ranges)
{
    /// <summary>The tag under which all events of this kind are listed.</summary>
    public const string Tag = "btc-price-range";

    public Timestamp Closes => Opens + Interval.Length();

    public string Slug => string.Create(CultureInfo.InvariantCulture, $"{Tag}-{Interval.Name()}-{Opens.Seconds}");

    /// <summary>What the venue says of the event in the listing of one of its markets.</summary>
    public EventPlace Place(int index) => new(Slug, "BTC price range", Ranges.Title(index), index);

    public MarketSpec Spec(int index)
    {
        var slug = $"{Slug}-{Ranges.Title(index).Replace(' ', '-')}";
        return new MarketSpec
        {
            Slug = slug,
            ConditionId = "0x" + Convert.ToHexStringLower(Digest(slug + "/condition")),
            UpTokenId = RollingWindows.TokenId(slug, Outcome.Up),
            DownTokenId = RollingWindows.TokenId(slug, Outcome.Down),
            Asset = "btc",
            Interval = Interval,
            Opens = Opens,
            Closes = Closes,
            TickSize = TickSize.Cent,
            MinimumOrderSize = Size.Shares(5),
            Fees = FeeSchedule.Crypto,
            Settlement = SettlementRule.Declared,
            NegativeRisk = true,
            Event = new EventMembership(Opens.Seconds.ToString(CultureInfo.InvariantCulture), Ranges.Count),
        };
    }

    /// <summary>The number of the stream of random draws that belongs to one of its markets.</summary>
    public ulong Stream(int index) => BinaryPrimitives.ReadUInt64BigEndian(Digest(string.Create(CultureInfo.InvariantCulture, $"{Slug}/{index}")));

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
