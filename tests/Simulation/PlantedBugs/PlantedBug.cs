using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A defect on purpose.</summary>
/// <param name="Name">As docs/reliability.md names it.</param>
/// <param name="Plant">Fresh wrong parts for one run.</param>
internal sealed record PlantedBug(string Name, Func<WorkerParts> Plant)
{
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("skip-the-fence", () => new SkipTheFence()),
        new("drop-the-duplicate-filter", () => new DropTheDuplicateFilter()),
        new("resend-with-a-new-salt", () => new ResendWithANewSalt()),
        new("book-at-matched-only", () => new BookAtMatchedOnly()),
        new("forget-the-cutoff", () => new ForgetTheCutoff()),
        new("forget-the-cancel-after-a-partial-fill", () => new ForgetTheCancelAfterAPartialFill()),
        new("ignore-the-gap", () => new IgnoreTheGap()),
        new("accept-above-the-limit", () => new AcceptAboveTheLimit()),
        new("use-the-epoch-again", () => new UseTheEpochAgain()),
        new("kill-without-cancelling", () => new KillWithoutCancelling()),
    ];
}
