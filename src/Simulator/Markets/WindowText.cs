using System.Text.Json;
using PolyCloud.Engine.Markets;

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

    public static string Description(MarketSpec spec) => spec.Settlement == SettlementRule.ExchangeCandle ? OfCandle : OfAverage;

    /// <summary>Where the price that settles it can be looked up.</summary>
    public static string Source(MarketSpec spec) => spec.Settlement switch
    {
        SettlementRule.ExchangeCandle => $"https://www.binance.com/en/trade/{spec.Asset.ToUpperInvariant()}_USDT",
        SettlementRule.TimeWeightedAverage60Seconds => $"https://data.chain.link/streams/{spec.Asset}-usd-twap-60s-streams",
        _ => $"https://data.chain.link/streams/{spec.Asset}-usd",
    };

    /// <summary>A catalogue number: the window's opening second, which no other window of its series has.</summary>
    public static string Id(MarketSpec spec) => spec.Opens.Seconds.ToString();

    /// <summary>A made-up number of the question: no contract stands behind it.</summary>
    public static string QuestionId(MarketSpec spec) =>
        "0x" + Convert.ToHexStringLower(Verification.Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes(spec.Slug)));

    /// <summary>The venue's word for what its tokens are.</summary>
    public static string Version(MarketSpec spec) => spec.Version == MarketVersion.PositionIds ? "v2" : "v1";

    public static string Question(MarketSpec spec) =>
        $"{spec.Asset.ToUpperInvariant()} Up or Down - {Moment(spec.Opens)} to {Moment(spec.Closes)}";

    public static string Moment(Engine.Values.Timestamp moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static string Recurrence(WindowInterval interval) => interval switch
    {
        WindowInterval.FiveMinutes => "5m",
        WindowInterval.FifteenMinutes => "15m",
        _ => "hourly",
    };

    /// <summary>The venue's number of the series.</summary>
    public static string SeriesId(WindowInterval interval) => interval switch
    {
        WindowInterval.FiveMinutes => "10684",
        WindowInterval.FifteenMinutes => "10192",
        _ => "10114",
    };

    public static string SeriesSlug(MarketSpec spec) => $"{spec.Asset}-up-or-down-{Recurrence(spec.Interval)}";

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
