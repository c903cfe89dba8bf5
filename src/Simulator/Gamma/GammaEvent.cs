using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Gamma;

/// <summary>An event in the catalogue's words: a window has one market, a multi-outcome event one for each outcome.</summary>
internal static class GammaEvent
{
    /// <summary>The whole event with all its markets.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<MarketFeed> feeds, VenueFaults faults)
    {
        WriteHead(writer, feeds[0].Listing, feeds.All(feed => feed.Listing.Winner is not null));
        writer.WriteStartArray("markets");
        foreach (var feed in feeds)
        {
            GammaMarket.Write(writer, feed, !faults.Misses(feed.Listing), withEvent: false);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Opens the object and writes everything but the markets; the caller closes it.</summary>
    public static void WriteHead(Utf8JsonWriter writer, Listing listing, bool isClosed)
    {
        var spec = listing.Spec;
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.EventId(listing));
        writer.WriteString("ticker", WindowText.EventSlug(listing));
        writer.WriteString("slug", WindowText.EventSlug(listing));
        writer.WriteString("title", WindowText.EventTitle(listing));
        writer.WriteString("startTime", WindowText.Moment(spec.Opens));
        writer.WriteString("endDate", WindowText.Moment(spec.Closes));
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("closed", isClosed);
        if (listing.Event is null)
        {
            WriteSeries(writer, listing);
        }
        else
        {
            WriteNegativeRisk(writer, listing);
        }
    }

    private static void WriteSeries(Utf8JsonWriter writer, Listing listing)
    {
        var spec = listing.Spec;
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

    /// <summary>Its outcomes exclude each other and are all named from the start; none is added later.</summary>
    private static void WriteNegativeRisk(Utf8JsonWriter writer, Listing listing)
    {
        writer.WriteBoolean("negRisk", true);
        writer.WriteBoolean("enableNegRisk", true);
        writer.WriteBoolean("negRiskAugmented", false);
        writer.WriteString("negRiskMarketID", WindowText.EventQuestionId(listing));
        writer.WriteNumber("negRiskFeeBips", 0);
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
