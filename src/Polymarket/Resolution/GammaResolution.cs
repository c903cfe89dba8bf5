using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>What Gamma says of a market's end.</summary>
/// <param name="Payout">Null where it proves none.</param>
internal sealed record GammaResolution(Payout? Payout, OraclePrice? PriceToBeat, OraclePrice? FinalPrice)
{
    /// <summary>Gamma leaves closed markets out unless they are asked for.</summary>
    public static HttpCall Request(long id, string slug) => GammaRequests.MarketOfSlug(id, slug, closed: true);

    /// <summary>Null where the answer holds no market.</summary>
    public static GammaResolution? Read(ReadOnlyMemory<byte> body)
    {
        if (!LooseElement.TryParse(body, out var json) || json.Items.Count == 0)
        {
            return null;
        }

        var market = json.Items[0];
        var metadata = market["events"].Items is { Count: > 0 } parents ? parents[0]["eventMetadata"] : default;
        return new GammaResolution(PayoutOf(market), Oracle(metadata["priceToBeat"]), Oracle(metadata["finalPrice"]));
    }

    /// <summary>
    /// Prices of one and zero in a closed market are its winner. Halves are also what a market shows that nobody has resolved yet, so
    /// they prove a split only where it is called resolved.
    /// </summary>
    private static Payout? PayoutOf(LooseElement market)
    {
        var prices = market["outcomePrices"].Texts;
        if (!market["closed"].Flag || prices.Count != 2)
        {
            return null;
        }

        var called = market["umaResolutionStatus"].Text.Equals("resolved", StringComparison.OrdinalIgnoreCase)
            || market["resolutionStatus"].Text.Equals("resolved", StringComparison.OrdinalIgnoreCase);
        return (prices[0], prices[1]) switch
        {
            ("1", "0") => Resolution.Payout.Of(Outcome.Up),
            ("0", "1") => Resolution.Payout.Of(Outcome.Down),
            ("0.5", "0.5") when called && Resolution.Payout.TryFrom([1, 1], out var split) => split,
            _ => null,
        };
    }

    private static OraclePrice? Oracle(LooseElement json) =>
        OraclePrice.TryParse(System.Text.Encoding.UTF8.GetBytes(json.Text), out var price) ? price : null;
}
