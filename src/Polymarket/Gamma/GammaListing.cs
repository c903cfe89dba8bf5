using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Rewards;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// Any market of the catalogue, as listed: window or not, tradable or not. Nothing is refused here; what a trader cannot do without
/// is null or empty, and is for the trader to refuse.
/// </summary>
/// <param name="Version">As written; empty where the market does not say. Without it nothing may be signed.</param>
/// <param name="Outcomes">In the order of <paramref name="TokenIds"/>.</param>
/// <param name="TokenIds">Position ids for version v2, else token ids.</param>
/// <param name="Starts">When the window starts; the catalogue's own start date is the market's creation.</param>
/// <param name="Fees">Null where the schedule is missing or strange.</param>
/// <param name="Listed">When it was created: a market that is no window trades from then on.</param>
/// <param name="QuestionId">0x and 64 digits; of a multi-outcome event's markets the last byte is the outcome's number.</param>
/// <param name="IsPlaceholder">It stands for outcomes that have no market of their own yet.</param>
public sealed record GammaListing(
    string ConditionId,
    string Slug,
    string EventSlug,
    string SeriesId,
    string Question,
    string Version,
    bool IsNegativeRisk,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> TokenIds,
    TickSize? Tick,
    Size? MinimumSize,
    FeeSchedule? Fees,
    bool Active,
    bool Closed,
    bool AcceptingOrders,
    Timestamp? Starts,
    Timestamp? Ends,
    string ResolutionSource,
    SettlementRule Settlement,
    OraclePrice? PriceToBeat,
    OraclePrice? FinalPrice,
    RewardMarket? Rewards,
    Timestamp? Listed,
    string QuestionId,
    bool IsPlaceholder) : ILooseReadable<GammaListing>
{
    /// <summary>The venue's own test of a tradable market.</summary>
    public bool IsTradable => Active && !Closed && AcceptingOrders;

    public static GammaListing? Read(LooseElement json) => Read(json, json["events"].Items is { Count: > 0 } parents ? parents[0] : default);

    /// <param name="parent">The event, which a market inside an event does not repeat.</param>
    internal static GammaListing? Read(LooseElement json, LooseElement parent)
    {
        if (json["conditionId"].Text is not { Length: > 0 } condition)
        {
            return null;
        }

        var version = json["version"].Text;
        var series = parent["series"].Items;
        return new GammaListing(
            condition,
            json["slug"].Text,
            parent["slug"].Text,
            series.Count > 0 ? series[0]["id"].Text : "",
            json["question"].Text,
            version,
            json["negRisk"].Flag || parent["negRisk"].Flag,
            json["outcomes"].Texts,
            json[version == "v2" ? "positionIds" : "clobTokenIds"].Texts,
            json["orderPriceMinTickSize"].Tick,
            json["orderMinSize"].Size,
            GammaFees.Read(json),
            json["active"].Flag,
            json["closed"].Flag,
            json["acceptingOrders"].Flag,
            json["eventStartTime"].Moment ?? parent["startTime"].Moment,
            json["endDate"].Moment ?? parent["endDate"].Moment,
            json["resolutionSource"].Text is { Length: > 0 } source ? source : parent["resolutionSource"].Text,
            GammaSettlement.Read(json, parent),
            Oracle(parent["eventMetadata"]["priceToBeat"]),
            Oracle(parent["eventMetadata"]["finalPrice"]),
            RewardMarket.Read(json),
            json["startDate"].Moment,
            json["questionID"].Text,
            json["negRiskOther"].Flag);
    }

    private static OraclePrice? Oracle(LooseElement json) => OraclePrice.TryParse(System.Text.Encoding.UTF8.GetBytes(json.Text), out var price) ? price : null;
}

/// <summary>One event of the catalogue with its markets.</summary>
/// <param name="MarketsListed">Markets named, those that could not be read among them.</param>
/// <param name="NegativeRiskId">What the contract of multi-outcome events calls it, 0x and 64 digits; empty for others.</param>
/// <param name="MayGrow">Outcomes may still be added: those named need not be all.</param>
public sealed record GammaEvent(
    string Id, string Slug, string Title, bool IsNegativeRisk, IReadOnlyList<GammaListing> Markets, int MarketsListed, string NegativeRiskId, bool MayGrow) : ILooseReadable<GammaEvent>
{
    public static GammaEvent? Read(LooseElement json) => json["slug"].Text is { Length: > 0 } slug
        ? new(
            json["id"].Text, slug, json["title"].Text, json["negRisk"].Flag,
            [.. json["markets"].Items.Select(market => GammaListing.Read(market, json)).OfType<GammaListing>()],
            json["markets"].Items.Count, json["negRiskMarketID"].Text, json["negRiskAugmented"].Flag)
        : null;
}

/// <summary>A tag or a series: an id, a slug and words.</summary>
public sealed record GammaLabel(string Id, string Slug, string Title) : ILooseReadable<GammaLabel>
{
    public static GammaLabel? Read(LooseElement json) => json["id"].Text is { Length: > 0 } id ? new(id, json["slug"].Text, json["label", "title"].Text) : null;
}
