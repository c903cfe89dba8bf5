using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.World;

/// <summary>
/// What polls does so on one grid of time, whoever it is: many looks then fall into one moment of the scene, and each moment costs a look
/// at every invariant.
/// </summary>
internal static class Beat
{
    /// <summary>The first moment of the grid behind this one.</summary>
    public static Timestamp After(Timestamp now, Duration interval) => now - new Duration(now.Micros % interval.Micros) + interval;
}
