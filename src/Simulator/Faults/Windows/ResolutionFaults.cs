using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Faults.Windows;

/// <summary>Results are told later than usual. Struck per window, when its result would be told.</summary>
internal sealed class ResolutionDelayFault() : VenueFault(
    "resolution-delay", "The result of a window is told later everywhere.",
    new FaultParameter("delay-ms", "How much later.", 600_000, 1, 86_400_000))
{
    public Duration Delay => Milliseconds("delay-ms");
}

/// <summary>Results are never told. Struck per window, when its result would be told.</summary>
internal sealed class ResolutionNeverFault() : VenueFault("resolution-never", "The result of a window is never told.");
