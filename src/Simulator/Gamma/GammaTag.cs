using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Gamma;

/// <summary>A label of the catalogue. The numbers are the simulator's own.</summary>
internal sealed record GammaTag(string Id, string Slug, string Label)
{
    private static readonly GammaTag Crypto = new("21", "crypto", "Crypto");
    private static readonly GammaTag UpOrDown = new("102127", "up-or-down", "Up or Down");

    private static readonly GammaTag PriceRange = new("102936", "btc-price-range", "BTC price range");

    private static readonly (WindowInterval Interval, GammaTag Tag)[] Intervals =
    [
        (WindowInterval.FiveMinutes, new GammaTag("102892", "5m", "5M")),
        (WindowInterval.FifteenMinutes, new GammaTag("102467", "15m", "15M")),
        (WindowInterval.OneHour, new GammaTag("102175", "1h", "1H")),
    ];

    public static IEnumerable<GammaTag> All => [Crypto, UpOrDown, PriceRange, .. Intervals.Select(entry => entry.Tag)];

    public static IEnumerable<GammaTag> Of(Listing listing) =>
        [Crypto, listing.Event is null ? UpOrDown : PriceRange, .. Intervals.Where(entry => entry.Interval == listing.Spec.Interval).Select(entry => entry.Tag)];

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("label", Label);
        writer.WriteString("slug", Slug);
        writer.WriteEndObject();
    }
}
