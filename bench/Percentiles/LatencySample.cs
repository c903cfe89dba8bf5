using System.Diagnostics;

namespace PolyCloud.Bench.Percentiles;

/// <summary>Durations of single operations, kept whole so that percentiles are exact. Adding allocates nothing.</summary>
internal sealed class LatencySample(string name, int capacity)
{
    private readonly long[] _ticks = new long[capacity];
    private long _allocatedBytes;

    public string Name { get; } = name;

    public int Count { get; private set; }

    public double AllocatedBytesPerOperation => Count == 0 ? 0 : (double)_allocatedBytes / Count;

    /// <param name="startedTicks">The clock before the operation; it is read again now.</param>
    /// <returns>The ticks between.</returns>
    public long Stop(long startedTicks)
    {
        var ticks = Stopwatch.GetTimestamp() - startedTicks;
        Add(ticks);
        return ticks;
    }

    /// <summary>Takes a duration measured elsewhere.</summary>
    public void Add(long ticks)
    {
        if (Count < _ticks.Length)
        {
            _ticks[Count++] = ticks;
        }
    }

    /// <summary>Bytes allocated over all operations of a pass, counted around it.</summary>
    public void AddAllocated(long bytes) => _allocatedBytes += bytes;

    public void Clear()
    {
        Count = 0;
        _allocatedBytes = 0;
    }

    /// <summary>Sorts the sample; afterwards <see cref="MicrosecondsAt"/> reads it.</summary>
    public void Sort() => _ticks.AsSpan(0, Count).Sort();

    /// <param name="share">0 is the fastest, 1 the slowest.</param>
    public double MicrosecondsAt(double share) =>
        Count == 0 ? 0 : _ticks[(int)Math.Min(Count - 1, share * Count)] * 1e6 / Stopwatch.Frequency;
}
