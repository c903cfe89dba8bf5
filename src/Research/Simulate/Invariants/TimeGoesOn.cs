using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Nobody asks to be called at a moment that is over, again and again: in a real process that is a processor at full load.</summary>
internal sealed class TimeGoesOn : IInvariant
{
    /// <summary>Of one instant. Hundreds happen where a socket opens and everything is told at once.</summary>
    private const int MomentsMaximum = 20_000;

    private Timestamp _at;
    private int _moments;

    public string Name => "time-goes-on";

    public string? Broken(SimulationScene scene)
    {
        _moments = scene.Now == _at ? _moments + 1 : 0;
        _at = scene.Now;
        return _moments > MomentsMaximum
            ? $"{_moments} moments at one instant; due now: {string.Join(", ", scene.Workers.Where(worker => worker.NextDue <= _at).Select(worker => $"worker {worker.Name}"))}"
            : null;
    }
}
