using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Gamma;

/// <summary>An event in the catalogue's words: here one event has one market.</summary>
internal static class GammaEvent
{
    /// <summary>The whole event with its market.</summary>
    public static void Write(Utf8JsonWriter writer, MarketFeed feed, bool isHydrated)
    {
        WriteHead(writer, feed.Listing);
        writer.WriteStartArray("markets");
        GammaMarket.Write(writer, feed, isHydrated, withEvent: false);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Opens the object and writes everything but the markets; the caller closes it.</summary>
    public static void WriteHead(Utf8JsonWriter writer, Listing listing)
    {
        var spec = listing.Spec;
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.Id(spec));
        writer.WriteString("ticker", spec.Slug);
        writer.WriteString("slug", spec.Slug);
        writer.WriteString("title", WindowText.Question(spec));
        writer.WriteString("startTime", WindowText.Moment(spec.Opens));
        writer.WriteString("endDate", WindowText.Moment(spec.Closes));
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("closed", listing.Winner is not null);
        writer.WriteString("seriesSlug", WindowText.SeriesSlug(spec));
        writer.WriteStartArray("series");
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.SeriesId(spec.Interval));
        writer.WriteString("slug", WindowText.SeriesSlug(spec));
        writer.WriteString("recurrence", WindowText.Recurrence(spec.Interval));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("eventMetadata");
        WritePrice(writer, "priceToBeat", listing.PriceToBeat);
        WritePrice(writer, "finalPrice", listing.FinalPrice);
        writer.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter writer, string name, OraclePrice? price)
    {
        if (price is { } known)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(known.ToString());
        }
    }
}
