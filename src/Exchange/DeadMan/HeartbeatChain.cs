using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.DeadMan;

/// <summary>The beats of one credential: which id comes next and when the last good one came.</summary>
internal sealed class HeartbeatChain
{
    /// <summary>Empty until the first beat is accepted.</summary>
    internal string ExpectedId { get; set; } = string.Empty;

    internal Timestamp LastBeat { get; set; }

    internal bool IsArmed => ExpectedId.Length > 0;
}
