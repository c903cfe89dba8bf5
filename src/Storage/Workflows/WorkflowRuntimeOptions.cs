using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Workflows;

/// <summary>Settings of the embedded workflow runtime.</summary>
public sealed record WorkflowRuntimeOptions
{
    /// <summary>How often the inbox is looked at. Default 100 ms; range 1 ms to 10 s.</summary>
    public Duration InboxInterval { get; init; } = Duration.FromMilliseconds(100);

    /// <summary>How long after a store's failure a step is tried again. Default 1 s; range 1 ms to 1 min.</summary>
    public Duration StoreRetry { get; init; } = Duration.FromSeconds(1);

    /// <summary>Steps whose store writes are under way together. Default 256; range 1 to 4 096.</summary>
    public int ConcurrentSteps { get; init; } = 256;

    /// <summary>Commands taken from the inbox in one look. Default 1 000; range 1 to 10 000.</summary>
    public int CommandsOfLook { get; init; } = 1_000;

    /// <summary>Live instances; a start beyond is refused until one has ended. Default 10 000, what one machine is sized for; range 1 to 100 000.</summary>
    public int LiveInstancesMaximum { get; init; } = 10_000;

    /// <exception cref="ArgumentException">A setting is outside its range; the text names it.</exception>
    public void Validate()
    {
        Check(InboxInterval >= Duration.FromMilliseconds(1) && InboxInterval <= Duration.FromSeconds(10), "inboxInterval", "1 ms to 10 s");
        Check(StoreRetry >= Duration.FromMilliseconds(1) && StoreRetry <= Duration.FromSeconds(60), "storeRetry", "1 ms to 1 min");
        Check(ConcurrentSteps is >= 1 and <= 4_096, "concurrentSteps", "1 to 4 096");
        Check(CommandsOfLook is >= 1 and <= 10_000, "commandsOfLook", "1 to 10 000");
        Check(LiveInstancesMaximum is >= 1 and <= 100_000, "liveInstancesMaximum", "1 to 100 000");
    }

    private static void Check(bool fits, string key, string range)
    {
        if (!fits)
        {
            throw new ArgumentException($"workflows.{key} is outside its range, {range}.");
        }
    }
}
