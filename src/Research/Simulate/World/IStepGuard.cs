using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.World;

/// <summary>The process around a step: what is thrown inside ends there.</summary>
internal interface IStepGuard
{
    /// <param name="now">By the process's own clock.</param>
    void Guarded(Timestamp now, Action<Timestamp> step);
}
