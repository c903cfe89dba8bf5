namespace PolyCloud.Storage.State;

/// <summary>Settings of the write-behind.</summary>
public sealed record StateWriterOptions
{
    /// <summary>
    /// Rows that may wait before the writer reports itself unhealthy. Up to twice as many are taken, because what the worker
    /// does to stop also makes rows; beyond, rows are refused. Default 4096 (a busy window makes about 200), range 1 to 1 000 000.
    /// </summary>
    public int WaitingRowsMaximum { get; init; } = 4096;

    /// <summary>The longest a row may wait before the writer reports itself unhealthy. Default 2 s, range 10 ms to 10 min.</summary>
    public TimeSpan WaitMaximum { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause after the first failed write; it doubles with each further one. Default 50 ms, range 1 ms to 1 min.</summary>
    public TimeSpan RetryPauseMinimum { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest pause between failed writes. Default 5 s, range from the shortest one to 10 min.</summary>
    public TimeSpan RetryPauseMaximum { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public void Validate()
    {
        Check(WaitingRowsMaximum is >= 1 and <= 1_000_000, nameof(WaitingRowsMaximum), WaitingRowsMaximum, "1 to 1000000");
        Check(IsBetween(WaitMaximum, TimeSpan.FromMilliseconds(10)), nameof(WaitMaximum), WaitMaximum, "10 ms to 10 min");
        Check(
            RetryPauseMinimum >= TimeSpan.FromMilliseconds(1) && RetryPauseMinimum <= TimeSpan.FromMinutes(1),
            nameof(RetryPauseMinimum), RetryPauseMinimum, "1 ms to 1 min");
        Check(IsBetween(RetryPauseMaximum, RetryPauseMinimum), nameof(RetryPauseMaximum), RetryPauseMaximum, "the shortest pause to 10 min");
    }

    private static bool IsBetween(TimeSpan value, TimeSpan minimum) => value >= minimum && value <= TimeSpan.FromMinutes(10);

    private static void Check(bool valid, string name, object value, string allowed)
    {
        if (!valid)
        {
            throw new ArgumentException($"{name} is '{value}'; allowed: {allowed}.", name);
        }
    }
}
