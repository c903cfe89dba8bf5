namespace PolyCloud.Polymarket.Prices;

/// <summary>Which assets the price socket has streams of, by lower-case symbol.</summary>
public static class PolyBoltSymbols
{
    private static readonly string[] Spot = ["btc", "eth", "sol", "xrp", "doge", "bnb"];
    private static readonly string[] AverageOnly = ["hype", "zec"];

    public static bool HasSpot(string asset) => Array.IndexOf(Spot, asset) >= 0;

    /// <summary>The 60-second average: every asset that windows are listed on.</summary>
    public static bool HasAverage(string asset) => HasSpot(asset) || Array.IndexOf(AverageOnly, asset) >= 0;
}
