using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>Reads a window out of a listing whose slug says nothing: the windows of one hour, which are found by their series.</summary>
public static class WindowListing
{
    /// <param name="asset">Lower-case symbol: <c>btc</c>.</param>
    /// <param name="length">The series' window length; the listing's own moments must agree.</param>
    /// <returns>The window, or null with why not.</returns>
    public static MarketSpec? Read(GammaListing listing, string asset, WindowInterval interval, Duration length, out GammaRefusal? refusal)
    {
        refusal = Refuse(listing, length);
        return refusal is not null ? null : new MarketSpec
        {
            Slug = listing.Slug,
            ConditionId = listing.ConditionId,
            UpTokenId = listing.TokenIds[0],
            DownTokenId = listing.TokenIds[1],
            Asset = asset,
            Interval = interval,
            Opens = listing.Starts!.Value,
            Closes = listing.Ends!.Value,
            TickSize = listing.Tick!.Value,
            MinimumOrderSize = listing.MinimumSize ?? Size.Shares(5),
            Fees = listing.Fees!.Value,
            Settlement = listing.Settlement,
            NegativeRisk = listing.IsNegativeRisk,
            Version = VersionOf(listing),
        };
    }

    internal static MarketVersion VersionOf(GammaListing listing) => listing.Version switch
    {
        "v1" => MarketVersion.ConditionalTokens,
        "v2" => MarketVersion.PositionIds,
        _ => MarketVersion.Unknown,
    };

    /// <summary>What any market must say before an order in it can be signed and its cost known.</summary>
    internal static GammaRefusal? RefuseTerms(GammaListing listing) => true switch
    {
        _ when VersionOf(listing) == MarketVersion.Unknown => new("version", listing.Version.Length == 0 ? "is missing" : $"'{listing.Version}' is not served by this client"),
        _ when listing.ConditionId.Length != 66 => new("conditionId", "is not 0x and 64 digits"),
        _ when listing.TokenIds.Count != 2 || listing.TokenIds.Any(token => token.Length is 0 or > 78 || !token.All(char.IsAsciiDigit)) => new("clobTokenIds", "are not two token numbers"),
        _ when listing.Tick is null => new("orderPriceMinTickSize", "is no tick of the venue"),
        _ when listing.Fees is null => new("feeSchedule", "is missing or strange"),
        _ => null,
    };

    private static GammaRefusal? Refuse(GammaListing listing, Duration length) => true switch
    {
        _ when RefuseTerms(listing) is { } problem => problem,
        _ when !listing.Outcomes.SequenceEqual(["Up", "Down"]) => new("outcomes", $"'{string.Join(',', listing.Outcomes)}' are not Up and Down"),
        _ when listing.Starts is null => new("eventStartTime", "is missing"),
        _ when listing.Ends != listing.Starts + length => new("endDate", $"{listing.Ends} does not end a window that starts at {listing.Starts}"),
        _ => null,
    };
}
