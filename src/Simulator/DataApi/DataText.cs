using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator.DataApi;

/// <summary>Fields that many rows of the Data API share.</summary>
internal static class DataText
{
    public static void WriteMillionths(Utf8JsonWriter writer, string name, Int128 millionths)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(FixedPointText.ToText(millionths, 6));
    }

    public static void WriteMarket(Utf8JsonWriter writer, Listing listing, Outcome outcome)
    {
        writer.WriteString("title", WindowText.Question(listing));
        writer.WriteString("slug", listing.Spec.Slug);
        writer.WriteString("event_slug", WindowText.EventSlug(listing));
        writer.WriteString("outcome", OrderText.OutcomeText(listing, outcome));
        writer.WriteNumber("outcome_index", (int)outcome);
    }

    /// <summary>What the venue knows of a person: here nothing.</summary>
    public static void WriteNobody(Utf8JsonWriter writer)
    {
        foreach (var field in (ReadOnlySpan<string>)["name", "pseudonym", "bio", "profile_image", "profile_image_optimized"])
        {
            writer.WriteString(field, "");
        }
    }
}
