namespace PolyCloud.Dashboard.Live;

/// <summary>The moments at which pages are brought up to date: the same for all, so that what one of them shows is drawn once for all who look at it.</summary>
internal sealed class BeatGrid(TimeProvider time)
{
    /// <summary>Pages promise to be no older than a second: a beat and a publication come to 0.8 s; drawing and the way take the rest.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(700);

    private readonly long _began = time.GetTimestamp();

    /// <summary>The number of the beat that is on.</summary>
    public long Now => time.GetElapsedTime(_began).Ticks / Beat.Ticks;

    /// <summary>Waits for the first beat after that one, and says which it is: a reader that was slow leaves some out.</summary>
    public async Task<long> AfterAsync(long last, CancellationToken cancellation)
    {
        while (Now <= last)
        {
            var left = (Beat * (last + 1)) - time.GetElapsedTime(_began);
            await Task.Delay(left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1), time, cancellation);
        }

        return Now;
    }
}
