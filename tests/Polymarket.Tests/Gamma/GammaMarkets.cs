using System.Text;
using System.Text.Json.Nodes;
using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Polymarket.Tests.Gamma;

/// <summary>Market objects as Gamma writes them, changed field by field.</summary>
internal static class GammaMarkets
{
    public static readonly WindowSeries Series = new("btc", WindowInterval.FiveMinutes);

    public static JsonObject Market(long start) => new()
    {
        ["id"] = "1557558",
        ["slug"] = "btc-updown-5m-" + start,
        ["version"] = "v1",
        ["conditionId"] = "0x78443f961b9a65869dcb39359de9960165c7e5cbad0904eac7f29cd77872a63b",
        ["resolutionSource"] = "https://data.chain.link/streams/btc-usd-twap-60s-streams",
        ["cryptoMarketConfig"] = new JsonObject { ["id"] = "btc-5m-twap-60", ["twapEnabled"] = true, ["twapLookbackSeconds"] = 60 },
        ["startDate"] = DateTimeOffset.FromUnixTimeSeconds(start - 86_000).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["eventStartTime"] = DateTimeOffset.FromUnixTimeSeconds(start).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["endDate"] = DateTimeOffset.FromUnixTimeSeconds(start + 300).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["outcomes"] = "[\"Up\", \"Down\"]",
        ["outcomePrices"] = "[\"0.505\", \"0.495\"]",
        ["clobTokenIds"] = "[\"104239898038807136052399800151408521467737075933964991162589336683346093173875\", \"71183960810705820955071415844881728181970340514894896943812046065452395013351\"]",
        ["active"] = true,
        ["closed"] = false,
        ["acceptingOrders"] = true,
        ["orderPriceMinTickSize"] = 0.01,
        ["orderMinSize"] = 5,
        ["negRisk"] = false,
        ["feesEnabled"] = true,
        ["feeSchedule"] = new JsonObject { ["exponent"] = 1, ["rate"] = 0.07, ["takerOnly"] = true, ["rebateRate"] = 0.2 },
    };

    public static JsonObject Resolved(long start, string up)
    {
        var market = Market(start);
        market["closed"] = true;
        market["acceptingOrders"] = false;
        market["outcomePrices"] = up == "1" ? "[\"1\", \"0\"]" : "[\"0\", \"1\"]";
        return market;
    }

    public static byte[] Answer(params JsonNode[] markets) => Encoding.UTF8.GetBytes(new JsonArray(markets).ToJsonString());
}
