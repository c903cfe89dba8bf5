namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>A stretch of the window, in seconds before its end; <see cref="FromSeconds"/> belongs to it, <see cref="ToSeconds"/> not.</summary>
public readonly record struct TimeBucket(int FromSeconds, int ToSeconds)
{
    public static IReadOnlyList<TimeBucket> All { get; } =
        [new(300, 240), new(240, 180), new(180, 120), new(120, 60), new(60, 30), new(30, 10), new(10, 0)];

    public int Seconds => FromSeconds - ToSeconds;

    /// <summary>The index into <see cref="All"/>, or -1 outside the window.</summary>
    public static int IndexOf(double secondsToEnd)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (secondsToEnd <= All[index].FromSeconds && secondsToEnd > All[index].ToSeconds)
            {
                return index;
            }
        }

        return -1;
    }

    public override string ToString() => $"{FromSeconds}–{ToSeconds}";
}
