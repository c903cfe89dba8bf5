using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>What a worker is doing as a whole.</summary>
public enum WorkerActivity : byte
{
    /// <summary>Takes over the shard; nothing is traded yet.</summary>
    Starting,

    Trading,

    /// <summary>Opens nothing until somebody resumes.</summary>
    Halted,

    /// <summary>Opens nothing and closes what is held.</summary>
    Flattening,

    Stopping,

    Stopped,
}

/// <summary>One connection or record the engine depends on.</summary>
public readonly record struct FeedSnapshot(Feed Feed, bool IsHealthy);

/// <summary>The worker as a whole.</summary>
public sealed record WorkerSnapshot
{
    public required string Shard { get; init; }

    /// <summary>Fencing epoch; 0 before the takeover.</summary>
    public required long Epoch { get; init; }

    public required WorkerActivity Activity { get; init; }

    public required Timestamp Started { get; init; }

    /// <summary>live, generated or recorded: whose money and prices these are.</summary>
    public string Source { get; init; } = "";

    /// <summary>Why everything is halted; none where it is not.</summary>
    public Reason Halt { get; init; }

    /// <summary>What the person who halted wrote; empty where nobody did.</summary>
    public string HaltText { get; init; } = "";

    /// <summary>Asked after the halt, the venue answered that no order is open.</summary>
    public bool IsClear { get; init; }

    /// <summary>No order of ours, and nothing unpaired that is large enough to be sold.</summary>
    public bool IsFlat { get; init; }

    /// <summary>Open orders in the venue's last answer while proving; null before one.</summary>
    public int? OpenOrdersAtVenue { get; init; }

    public VenueMode VenueMode { get; init; }

    public IReadOnlyList<FeedSnapshot> Feeds { get; init; } = [];

    /// <summary>Why it is not ready, in the words of a reason; null when it is.</summary>
    public string? NotReadyBecause { get; init; }

    /// <summary>Rows of state that wait to be written.</summary>
    public int StateRowsWaiting { get; init; }

    /// <summary>Largest lateness of the node's timer.</summary>
    public Duration SchedulingLagMaximum { get; init; }

    public long FramesProcessed { get; init; }

    public long FramesSkipped { get; init; }

    /// <summary>Times that a market's books were dropped because the venue's hashes spoke against them.</summary>
    public long BookQuarantines { get; init; }

    /// <summary>Operations on chain without an end.</summary>
    public int OperationsUnderWay { get; init; }
}
