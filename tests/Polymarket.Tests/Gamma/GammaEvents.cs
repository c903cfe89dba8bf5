using System.Text.Json.Nodes;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Polymarket.Tests.Gamma;

/// <summary>Multi-outcome events as Gamma writes them, changed field by field.</summary>
internal static class GammaEvents
{
    private const string Number = "0xe3b1bc389210504ebcb9cffe4b0ed06ccac50561e0f24abb6379984cec030f";

    public static readonly Timestamp Ends = Timestamp.FromSeconds(1_793_714_700);

    public static JsonObject Event(string slug = "where-it-ends", int outcomes = 3, long endsLater = 0) => new()
    {
        ["id"] = "16167",
        ["slug"] = slug,
        ["title"] = "Where it ends",
        ["negRisk"] = true,
        ["enableNegRisk"] = true,
        ["negRiskAugmented"] = false,
        ["negRiskMarketID"] = Number + "00",
        ["markets"] = new JsonArray([.. Enumerable.Range(0, outcomes).Select(place => Market(slug, place, endsLater))]),
    };

    public static JsonObject MarketOf(this JsonObject parent, int place) => parent["markets"]!.AsArray()[place]!.AsObject();

    public static GammaEvent Read(JsonObject parent) =>
        LooseElement.TryParse(System.Text.Encoding.UTF8.GetBytes(parent.ToJsonString()), out var json) && GammaEvent.Read(json) is { } read
            ? read
            : throw new InvalidOperationException("It is no event.");

    private static JsonObject Market(string slug, int place, long endsLater) => new()
    {
        ["id"] = $"55{place}",
        ["slug"] = $"{slug}-{place}",
        ["question"] = $"Does it end in {place}?",
        ["version"] = "v1",
        ["conditionId"] = $"0x{place + 1:x64}",
        ["questionID"] = $"{Number}{place:x2}",
        ["resolutionSource"] = "https://www.binance.com/en/trade/BTC_USDT",
        ["startDate"] = Text(-86_400),
        ["endDate"] = Text(endsLater),
        ["outcomes"] = "[\"Yes\", \"No\"]",
        ["clobTokenIds"] = $"[\"10{place}\", \"20{place}\"]",
        ["active"] = true,
        ["closed"] = false,
        ["acceptingOrders"] = true,
        ["orderPriceMinTickSize"] = 0.01,
        ["orderMinSize"] = 5,
        ["negRisk"] = true,
        ["negRiskMarketID"] = Number + "00",
        ["negRiskOther"] = false,
        ["groupItemTitle"] = $"{place}",
        ["feesEnabled"] = false,
    };

    private static string Text(long secondsFromEnd) =>
        DateTimeOffset.FromUnixTimeSeconds(Ends.Seconds + secondsFromEnd).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
