namespace PolyCloud.Polymarket.Sessions;

/// <summary>Why a frame, or one event of it, was skipped.</summary>
public enum FrameFault : byte
{
    /// <summary>No JSON, cut off, or nested too deeply: nothing of the frame was taken.</summary>
    Malformed,

    /// <summary>More events or levels than any frame of the venue has: nothing of the frame was taken.</summary>
    TooLarge,

    /// <summary>JSON, but a needed field is missing, has another type, or a value outside its range: the event was skipped.</summary>
    WrongShape,

    /// <summary>An event type that is not known: the event was skipped.</summary>
    UnknownEvent,

    /// <summary>A token or market that is not subscribed; common for a moment after an unsubscribe. The event was skipped.</summary>
    UnknownToken,
}

/// <summary>Counts skipped frames and events by kind, and says which occurrence is the first of its kind.</summary>
public sealed class FrameFaults
{
    private static readonly int Kinds = Enum.GetValues<FrameFault>().Length;

    private readonly long[] _counts = new long[Kinds];

    public long Total
    {
        get
        {
            long total = 0;
            foreach (var count in _counts)
            {
                total += count;
            }

            return total;
        }
    }

    public long Count(FrameFault fault) => _counts[(int)fault];

    /// <summary>Counts one; true for the first of its kind, which is the one worth a log line.</summary>
    public bool Add(FrameFault fault) => ++_counts[(int)fault] == 1;
}
