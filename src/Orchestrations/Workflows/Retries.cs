using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>How patiently activities are tried.</summary>
internal static class Retries
{
    /// <summary>What must be done whatever happens: an hour and more, so that a store that is away for a minute loses nothing.</summary>
    public static RetryPolicy Patient { get; } = new() { Attempts = 1_000, First = Duration.FromMilliseconds(250), Longest = Duration.FromSeconds(5) };

    /// <summary>What has its own loop around it, or is only told to people.</summary>
    public static RetryPolicy Brief { get; } = new() { Attempts = 3, First = Duration.FromMilliseconds(250), Longest = Duration.FromSeconds(1) };
}
