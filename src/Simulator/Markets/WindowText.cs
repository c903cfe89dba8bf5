using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Markets;

/// <summary>What the venue's catalogue says of a window beside its numbers.</summary>
internal static class WindowText
{
    private const string OfAverage =
        "This market will resolve to \"Up\" if the 60-second time-weighted average price at the end of the time range is greater than"
        + " or equal to the one at its beginning. Otherwise, it will resolve to \"Down\".";

    private const string OfCandle =
        "This market will resolve to \"Up\" if the close price of the Binance 1 hour candle that begins with the time range is greater than"
        + " or equal to its open price. Otherwise, it will resolve to \"Down\".";

    private const string OfRange =
        "This market will resolve to \"Yes\" if the price at the end of the time range lies within the range of the title. Otherwise, it will"
        + " resolve to \"No\".";

    public static string Description(Listing listing) => listing.Spec.Settlement switch
    {
        SettlementRule.ExchangeCandle => OfCandle,
        SettlementRule.Declared => OfRange,
        _ => OfAverage,
    };

    /// <summary>Where the price that settles it can be looked up.</summary>
    public static string Source(MarketSpec spec) => spec.Settlement switch
    {
        SettlementRule.ExchangeCandle or SettlementRule.Declared => $"https://www.binance.com/en/trade/{spec.Asset.ToUpperInvariant()}_USDT",
        SettlementRule.TimeWeightedAverage60Seconds => $"https://data.chain.link/streams/{spec.Asset}-usd-twap-60s-streams",
        _ => $"https://data.chain.link/streams/{spec.Asset}-usd",
    };

    /// <summary>
    /// A catalogue number: the window's opening second, which no other window of its series has, followed by its number within the event
    /// for one of several outcomes.
    /// </summary>
    public static string Id(Listing listing) =>
        listing.Event is { } place ? $"{listing.Spec.Event.Id}{place.Index}" : listing.Spec.Opens.Seconds.ToString();

    /// <summary>The number of the event: a window is its own.</summary>
    public static string EventId(Listing listing) => listing.Event is null ? Id(listing) : listing.Spec.Event.Id;

    public static string EventSlug(Listing listing) => listing.Event?.Slug ?? listing.Spec.Slug;

    public static string EventTitle(Listing listing) =>
        listing.Event is { } place ? $"{place.Title} - {Moment(listing.Spec.Opens)} to {Moment(listing.Spec.Closes)}" : Question(listing);

    /// <summary>A made-up number of the question; of an event's outcomes the event's with their own in the last byte, as the venue's contract counts them.</summary>
    public static string QuestionId(Listing listing) =>
        listing.Event is { } place ? $"{EventQuestionId(listing)[..^2]}{place.Index:x2}" : Hash(listing.Spec.Slug);

    /// <summary>What the questions of a multi-outcome event have in common: its last byte is zero.</summary>
    public static string EventQuestionId(Listing listing) => Hash(EventSlug(listing))[..^2] + "00";

    /// <summary>The venue's word for what its tokens are.</summary>
    public static string Version(MarketSpec spec) => spec.Version == MarketVersion.PositionIds ? "v2" : "v1";

    public static string Question(Listing listing) =>
        $"{listing.Spec.Asset.ToUpperInvariant()} {listing.Event?.OutcomeTitle ?? "Up or Down"} - {Moment(listing.Spec.Opens)} to {Moment(listing.Spec.Closes)}";

    public static string Moment(Engine.Values.Timestamp moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static string Recurrence(WindowInterval interval) => interval == WindowInterval.OneHour ? "hourly" : interval.Name();

    /// <summary>The venue's number of the series.</summary>
    public static string SeriesId(WindowInterval interval) => interval switch
    {
        WindowInterval.FiveMinutes => "10684",
        WindowInterval.FifteenMinutes => "10192",
        _ => "10114",
    };

    public static string SeriesSlug(MarketSpec spec) => $"{spec.Asset}-up-or-down-{Recurrence(spec.Interval)}";

    private static string Hash(string text) =>
        "0x" + Convert.ToHexStringLower(Verification.Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes(text)));

    public static void WriteFeeSchedule(Utf8JsonWriter writer, string name, FeeSchedule fees)
    {
        writer.WriteStartObject(name);
        writer.WritePropertyName("rate");
        writer.WriteRawValue(Engine.Values.FixedPointText.ToText(fees.RateMillionths, 6));
        writer.WriteNumber("exponent", fees.Exponent);
        writer.WriteBoolean("takerOnly", true);
        writer.WritePropertyName("rebateRate");
        writer.WriteRawValue("0.2");
        writer.WriteEndObject();
    }
}
