using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>Reads how a market settles, from its configuration and its source; what is not understood is unknown, never assumed.</summary>
internal static class GammaSettlement
{
    public static SettlementRule Read(LooseElement market, LooseElement parent)
    {
        var configuration = market["cryptoMarketConfig"];
        if (configuration.IsObject)
        {
            return configuration["twapEnabled"].Flag && configuration["twapLookbackSeconds"].Integer == 60
                ? SettlementRule.TimeWeightedAverage60Seconds
                : SettlementRule.Unknown;
        }

        var source = market["resolutionSource"].Text is { Length: > 0 } own ? own : parent["resolutionSource"].Text;
        return source.Contains("twap-60s", StringComparison.Ordinal) ? SettlementRule.TimeWeightedAverage60Seconds
            : source.Contains("data.chain.link/streams/", StringComparison.Ordinal) && !source.Contains("twap", StringComparison.Ordinal) ? SettlementRule.Spot
            : source.Contains("binance.com", StringComparison.Ordinal) ? SettlementRule.ExchangeCandle
            : SettlementRule.Unknown;
    }
}
