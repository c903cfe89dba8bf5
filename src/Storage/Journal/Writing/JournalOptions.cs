namespace PolyCloud.Storage.Journal.Writing;

/// <summary>What happens when records come faster than the disk takes them.</summary>
public enum FullBuffer : byte
{
    /// <summary>The engine is never held up: at half the buffer the journal says that it is behind, a full one loses records, counted.</summary>
    PauseQuoting,

    /// <summary>The appending thread waits for room: for runs under virtual time, whose results must not depend on the disk.</summary>
    Wait,
}

/// <summary>Settings of a journal that is written.</summary>
public sealed record JournalOptions
{
    /// <summary>Where the segments go; created where missing. One writing process at a time.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Bytes of the buffer between the engine and the disk, a power of two. Default 16 MiB: five seconds of 32 000 records of 100
    /// bytes, longer than a disk stalls. Range 64 KiB to 1 GiB.
    /// </summary>
    public int BufferBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes after which the next segment is begun. Default 64 MiB, about half an hour of one busy series; range 4 KiB to 1 GiB.</summary>
    public long SegmentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Real time after which the next segment is begun. Default 15 min; range 1 s to 1 day.</summary>
    public TimeSpan SegmentTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the disk is made to keep what was written: what a power loss can take. Default 500 ms; range 1 ms to 1 min.</summary>
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    public FullBuffer WhenFull { get; init; }

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public void Validate()
    {
        Check(Directory.Length > 0, nameof(Directory), Directory, "a path");
        Check(BufferBytes is >= 64 * 1024 and <= 1 << 30 && int.IsPow2(BufferBytes), nameof(BufferBytes), BufferBytes, "a power of two from 65536 to 1073741824");
        Check(SegmentBytes is >= 4096 and <= 1L << 30, nameof(SegmentBytes), SegmentBytes, "4096 to 1073741824");
        Check(SegmentTime >= TimeSpan.FromSeconds(1) && SegmentTime <= TimeSpan.FromDays(1), nameof(SegmentTime), SegmentTime, "1 s to 1 day");
        Check(SyncEvery >= TimeSpan.FromMilliseconds(1) && SyncEvery <= TimeSpan.FromMinutes(1), nameof(SyncEvery), SyncEvery, "1 ms to 1 min");
    }

    private static void Check(bool allowed, string name, object value, string range)
    {
        if (!allowed)
        {
            throw new ArgumentException($"{name} is '{value}'; allowed: {range}.", name);
        }
    }
}
