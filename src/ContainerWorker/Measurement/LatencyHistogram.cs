using System.Numerics;

namespace PolyCloud.ContainerWorker.Measurement;

/// <summary>
/// Counts of durations in buckets of at most 1/16 relative width, from 1 ns to about 18 minutes; recording allocates nothing.
/// (The bucket scheme of HdrHistogram: exponent and four bits of mantissa.)
/// </summary>
public sealed class LatencyHistogram
{
    private const int SubBucketBits = 4;
    private const int SubBuckets = 1 << SubBucketBits;
    private readonly long[] _counts = new long[(41 - SubBucketBits + 1) * SubBuckets];

    public long Count { get; private set; }

    public long MaximumNanoseconds { get; private set; }

    public long SumNanoseconds { get; private set; }

    public void Record(long nanoseconds)
    {
        nanoseconds = Math.Clamp(nanoseconds, 0, (1L << 40) - 1);
        _counts[BucketOf(nanoseconds)]++;
        Count++;
        SumNanoseconds += nanoseconds;
        MaximumNanoseconds = Math.Max(MaximumNanoseconds, nanoseconds);
    }

    /// <summary>The upper edge of the bucket that holds this share of the recordings, in nanoseconds; 0 when nothing was recorded.</summary>
    /// <param name="share">0 to 1.</param>
    public long PercentileNanoseconds(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length && Count > 0; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted && seen > 0)
            {
                return Math.Min(UpperEdge(bucket), MaximumNanoseconds);
            }
        }

        return 0;
    }

    /// <summary>Recordings in buckets that end at or below this: at most the bucket it lies in is missing.</summary>
    public long CountUpTo(long nanoseconds)
    {
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length && UpperEdge(bucket) <= nanoseconds; bucket++)
        {
            seen += _counts[bucket];
        }

        return seen;
    }

    private static int BucketOf(long nanoseconds)
    {
        var exponent = Math.Max(0, BitOperations.Log2((ulong)nanoseconds | 1) - SubBucketBits);
        return (exponent * SubBuckets) + (int)(nanoseconds >> exponent);
    }

    private static long UpperEdge(int bucket)
    {
        var exponent = Math.Max(0, (bucket / SubBuckets) - 1);
        var mantissa = bucket - (exponent * SubBuckets);
        return ((mantissa + 1L) << exponent) - 1;
    }
}
