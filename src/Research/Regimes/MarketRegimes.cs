using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Regimes;

/// <summary>
/// The kinds of market that strategies are tried in. Only ordinary is fitted to recordings (docs/calibration.md); the others are it with
/// one thing driven to where it hurts.
/// </summary>
public static class MarketRegimes
{
    public static MarketRegime Ordinary { get; } = new("ordinary", "fitted to recorded books");

    public static IReadOnlyList<MarketRegime> All { get; } =
    [
        Ordinary,
        new("calm", "a third of the volatility, no jumps, steady")
        {
            Underlying = new() { AnnualVolatility = 0.1, JumpsPerHour = 0, VolatilityOfVolatility = 0.2 },
        },
        new("trending", "the underlying drifts by about two deviations a window")
        {
            Underlying = new() { DriftPerHour = 0.02 },
        },
        new("jump", "jumps three times as often and three times as large")
        {
            Underlying = new() { JumpsPerHour = 60, JumpDeviation = 0.0012 },
        },
        new("toxic", "informed takers act three times as fast, on smaller edges, four times as large")
        {
            Takers = new() { InformedDelayMedian = 20, InformedEdgeTicks = 0.5, InformedSharesMedian = 240 },
        },
        new("thin", "two slow makers with small orders on two levels")
        {
            Makers = new() { Count = 2, Levels = 2, OrderSharesMedian = 6, LookSeconds = 0.6 },
        },
        new("one-sided", "so strong a trend that the window is decided early and one side of the book empties")
        {
            Underlying = new() { DriftPerHour = 0.12 },
        },
        new("stale-oracle", "no prices of the underlying for a minute in the middle of the window")
        {
            Faults = [FaultPlan.Parse("oracle-stale,after-ms=100000,for-ms=60000")],
        },
        new("tick-change", "the grid becomes ten times finer 40 s after the open")
        {
            Faults = [FaultPlan.Parse("tick-change,after-ms=40000")],
        },
    ];

    /// <summary>Null where there is none of that name.</summary>
    public static MarketRegime? Find(string name) => All.FirstOrDefault(regime => regime.Name == name);
}
