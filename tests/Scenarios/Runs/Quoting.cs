namespace PolyCloud.Scenarios.Runs;

/// <summary>Settings under which orders rest soon and go on resting: behind the touch, without a pause after losses.</summary>
internal static class Quoting
{
    public static IReadOnlyList<string> Settings { get; } =
    [
        "--set", "engine.asymmetric.restBehindTouch=0.02",
        "--set", "engine.risk.maximumConsecutiveLosses=1000",
        "--set", "engine.risk.maximumDailyLoss=1000",
    ];
}
