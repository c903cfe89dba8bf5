using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// Reads the markets of a multi-outcome event. All of them or none: that exactly one outcome wins is worth money only to who knows every
/// outcome, so an event is refused whole where one of its markets is missing, closed, unreadable, or may still be added.
/// </summary>
/// <remarks>
/// The contract of such events gives each question the event's id with the outcome's number in the last byte, counted from zero (NegRiskIdLib
/// of the venue's adapter), so a gap in the listing shows. The last outcome missing does not; nothing in the catalogue says how many there are.
/// </remarks>
public static class EventMarkets
{
    private const int IdDigits = 66;

    /// <param name="asset">Lower-case symbol that the markets are filed under.</param>
    /// <returns>A market for each outcome in the contract's order, or null with why not.</returns>
    public static IReadOnlyList<MarketSpec>? Read(GammaEvent read, string asset, out GammaRefusal? refusal)
    {
        refusal = Refuse(read);
        if (refusal is not null)
        {
            return null;
        }

        var membership = new EventMembership(read.NegativeRiskId, read.Markets.Count);
        return [.. read.Markets.OrderBy(market => market.QuestionId, StringComparer.OrdinalIgnoreCase).Select(market => Spec(market, asset) with { Event = membership })];
    }

    /// <summary>One market alone, without its event: what is held there can be settled, nothing opened.</summary>
    public static MarketSpec? ReadOne(GammaListing listing, string asset, out GammaRefusal? refusal)
    {
        refusal = Refuse(listing);
        return refusal is null ? Spec(listing, asset) : null;
    }

    private static MarketSpec Spec(GammaListing listing, string asset)
    {
        var (opens, closes) = (OpensOf(listing)!.Value, listing.Ends!.Value);
        return new MarketSpec
        {
            Slug = listing.Slug,
            ConditionId = listing.ConditionId,
            UpTokenId = listing.TokenIds[0],
            DownTokenId = listing.TokenIds[1],
            Asset = asset,
            Interval = PhasesFor(closes - opens),
            Opens = opens,
            Closes = closes,
            TickSize = listing.Tick!.Value,
            MinimumOrderSize = listing.MinimumSize ?? Size.Shares(5),
            Fees = listing.Fees!.Value,
            Settlement = SettlementRule.Declared,
            NegativeRisk = true,
            Version = WindowListing.VersionOf(listing),
        };
    }

    private static Timestamp? OpensOf(GammaListing listing) => listing.Starts ?? listing.Listed;

    /// <summary>The phases before the end of a longer event are those of an hour.</summary>
    private static WindowInterval PhasesFor(Duration length) =>
        length.TotalSeconds < 900 ? WindowInterval.FiveMinutes : length.TotalSeconds < 3_600 ? WindowInterval.FifteenMinutes : WindowInterval.OneHour;

    private static GammaRefusal? Refuse(GammaEvent read) => true switch
    {
        _ when !read.IsNegativeRisk => new("negRisk", "is not true: its outcomes need not exclude each other"),
        _ when read.MayGrow => new("negRiskAugmented", "is true: outcomes may still be added"),
        _ when read.Markets.Count != read.MarketsListed => new("markets", $"name {read.MarketsListed}, of which {read.MarketsListed - read.Markets.Count} cannot be read"),
        _ when read.Markets.Count is < 2 or > EventMembership.MaximumOutcomes => new("markets", $"are {read.Markets.Count}; 2 to {EventMembership.MaximumOutcomes} are watched together"),
        _ when read.NegativeRiskId.Length != IdDigits || !read.NegativeRiskId.EndsWith("00", StringComparison.Ordinal) => new("negRiskMarketID", "is not 0x and 64 digits that end in 00"),
        _ => RefuseNumbers(read) ?? read.Markets.Select(market => RefuseMember(market, read.Markets[0])).FirstOrDefault(problem => problem is not null),
    };

    /// <summary>Numbers 0 to n − 1, each once.</summary>
    private static GammaRefusal? RefuseNumbers(GammaEvent read)
    {
        var missing = Enumerable.Range(0, read.Markets.Count).ToHashSet();
        foreach (var market in read.Markets)
        {
            var isOwn = market.QuestionId.Length == IdDigits && market.QuestionId.StartsWith(read.NegativeRiskId[..^2], StringComparison.OrdinalIgnoreCase);
            if (!isOwn || !int.TryParse(market.QuestionId.AsSpan(IdDigits - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            {
                return new("questionID", $"of {market.Slug} is none of the event's");
            }

            missing.Remove(number);
        }

        return missing.Count == 0 ? null : new("markets", $"lack outcome {missing.Min()}");
    }

    private static GammaRefusal? RefuseMember(GammaListing market, GammaListing first)
    {
        var problem = true switch
        {
            _ when !market.IsNegativeRisk => new GammaRefusal("negRisk", "is not true"),
            _ when market.IsPlaceholder => new GammaRefusal("negRiskOther", "is true: it stands for outcomes that are not named"),
            _ when !market.IsTradable => new GammaRefusal("acceptingOrders", "is not true, or the market is closed"),
            _ when market.Ends != first.Ends => new GammaRefusal("endDate", $"{market.Ends} is not that of the others, {first.Ends}"),
            _ => Refuse(market),
        };
        return problem is null ? null : problem with { Problem = $"of {market.Slug} {problem.Problem}" };
    }

    private static GammaRefusal? Refuse(GammaListing listing) => true switch
    {
        _ when WindowListing.RefuseTerms(listing) is { } problem => problem,
        _ when !listing.Outcomes.SequenceEqual(["Yes", "No"]) => new("outcomes", $"'{string.Join(',', listing.Outcomes)}' are not Yes and No"),
        _ when listing.Ends is null => new("endDate", "is missing"),
        _ when OpensOf(listing) is not { } opens || opens >= listing.Ends => new("startDate", "is missing, or not before the end"),
        _ => null,
    };
}
