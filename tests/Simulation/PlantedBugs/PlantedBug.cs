using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A defect on purpose.</summary>
/// <param name="Name">As docs/reliability.md names it.</param>
/// <param name="Seed">The first seed of two windows that finds it.</param>
/// <param name="Invariant">What it breaks there.</param>
/// <param name="Plant">Fresh wrong parts for one run.</param>
internal sealed record PlantedBug(string Name, ulong Seed, string Invariant, Func<WorkerParts> Plant)
{
    /// <summary>A control plane leads the workers: one that sees to the phases hides a worker's own neglect of them.</summary>
    public bool IsLed { get; init; } = true;

    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("skip-the-fence", 5, "epochs-only-rise", static () => new SkipTheFence()),
        new("drop-the-duplicate-filter", 35, "converges", static () => new DropTheDuplicateFilter()),
        new("resend-with-a-new-salt", 4, "one-written-order-per-intent", static () => new ResendWithANewSalt()),
        new("book-at-matched-only", 1, "limits-hold", static () => new BookAtMatchedOnly()),
        new("forget-the-cutoff", 2, "no-order-outlives-its-phase", static () => new ForgetTheCutoff()) { IsLed = false },
        new("forget-the-cancel-after-a-partial-fill", 7, "no-order-outlives-its-phase", static () => new ForgetTheCancelAfterAPartialFill()),
        new("ignore-the-gap", 2, "no-entry-on-a-gap", static () => new IgnoreTheGap()),
        new("accept-above-the-limit", 1, "limits-hold", static () => new AcceptAboveTheLimit()),
        new("use-the-epoch-again", 2, "epochs-only-rise", static () => new UseTheEpochAgain()),
        new("kill-without-cancelling", 13, "kill-clears", static () => new KillWithoutCancelling()),
        new("fence-the-last-eight-only", 182, "epochs-only-rise", static () => new FenceTheLastEightOnly()),
    ];
}
