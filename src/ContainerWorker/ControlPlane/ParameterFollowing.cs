using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.ControlPlane;

namespace PolyCloud.ContainerWorker.ControlPlane;

/// <summary>
/// Puts the control plane's parameters in force, each number once: as the settings of all markets, on top of what the worker was started
/// with, from the next window on. What cannot be taken is said once, changes nothing and is not acknowledged.
/// </summary>
/// <param name="taken">The number that the last worker acknowledged: what people have changed since then stays.</param>
internal sealed class ParameterFollowing(long taken, ILogger log)
{
    private long _refused;

    /// <summary>The newest parameters that were put in force.</summary>
    public long Number { get; private set; } = taken;

    public void Follow(TradingNode node, DesiredParametersRow? row, Timestamp now)
    {
        if (row is null || row.Number <= Number || row.Number <= _refused)
        {
            return;
        }

        var errors = node.ChangeParameters(now, new ParameterRequest { Settings = row.Assignments, Reset = true, Reason = $"parameters {row.Number} of the control plane, by {row.Who}" });
        if (errors.Count == 0)
        {
            Number = row.Number;
            return;
        }

        _refused = row.Number;
        log.LogError("the control plane's parameters {Number} are not taken: {Problem}", row.Number, string.Join(" ", errors));
    }
}
