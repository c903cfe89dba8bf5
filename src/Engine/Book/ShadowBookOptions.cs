using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>Settings of the shadow book.</summary>
public sealed record ShadowBookOptions
{
    /// <summary>
    /// How far behind the newest venue time updates are released. Default 100 ms, range 0 to 1 s: recorded frames were up
    /// to 89 ms late.
    /// </summary>
    public Duration Delay { get; init; } = Duration.FromMilliseconds(100);

    /// <summary>
    /// Most updates waiting for one token. Default 2 048, range 16 to 65 536: the busiest recorded 100 ms had 127.
    /// </summary>
    public int PendingLimit { get; init; } = 2_048;

    /// <summary>
    /// Most snapshots waiting for one token. Default 16, range 1 to 256: the venue sends one after each trade, and the
    /// busiest recorded 100 ms had four.
    /// </summary>
    public int PendingSnapshotLimit { get; init; } = 16;

    /// <summary>
    /// Moments in a row without a reproduced hash that quarantine the book. Default 40, range 1 to 10 000: the longest
    /// recorded run of a right book was 6, and with every fiftieth frame lost it was 153.
    /// </summary>
    public int QuarantineAfter { get; init; } = 40;

    /// <summary>Every how many updates the hash is compared. Default 1 (all), range 1 to 1 000. Snapshots are always compared.</summary>
    public int CompareEvery { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check(nameof(Delay), Delay.Micros, 0, Timestamp.PerSecond);
        Check(nameof(PendingLimit), PendingLimit, 16, 65_536);
        Check(nameof(PendingSnapshotLimit), PendingSnapshotLimit, 1, 256);
        Check(nameof(QuarantineAfter), QuarantineAfter, 1, 10_000);
        Check(nameof(CompareEvery), CompareEvery, 1, 1_000);
    }

    private static void Check(string key, long value, long low, long high)
    {
        if (value < low || value > high)
        {
            throw new ArgumentOutOfRangeException(key, value, $"The shadow book's {key} lies between {low} and {high}.");
        }
    }
}
