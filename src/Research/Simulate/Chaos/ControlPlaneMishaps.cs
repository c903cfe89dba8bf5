using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.ControlPlane;
using PolyCloud.Research.Simulate.Coverage;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>What happens to control planes: to the one that leads, or to the first where none does.</summary>
internal sealed class ControlPlaneMishaps(SimulationScene scene, FaultCoverage coverage)
{
    /// <summary>A step of a workflow is a few writes: any of them, of two steps.</summary>
    private const int WritesMaximum = 8;

    private readonly Dictionary<int, SimulatedControlPlane> _befallen = [];

    public static bool Are(Mishap mishap) => FaultNames.OfTheControlPlane.Contains(mishap.Fault);

    public void Carry(Timestamp now, Mishap mishap, bool begins)
    {
        if (begins && scene.ControlPlanes.Count > 0)
        {
            Begin(now, mishap, scene.ControlPlanes.FirstOrDefault(static candidate => candidate.Leads) ?? scene.ControlPlanes[0]);
        }
        else if (_befallen.Remove(mishap.Number, out var controlPlane))
        {
            End(mishap, controlPlane);
        }
    }

    private void Begin(Timestamp now, Mishap mishap, SimulatedControlPlane controlPlane)
    {
        _befallen.Add(mishap.Number, controlPlane);
        if (mishap.Fault == FaultNames.ControlPlaneKilledWriting)
        {
            controlPlane.KillAtWrite(1 + (int)(mishap.Draw % WritesMaximum), mishap.Draw / WritesMaximum % 2 == 0, () => coverage.Struck(mishap.Fault, scene));
            return;
        }

        coverage.Struck(mishap.Fault, scene);
        if (mishap.Fault == FaultNames.ControlPlaneFrozen)
        {
            controlPlane.Freeze();
            return;
        }

        controlPlane.RunsNewCode |= mishap.Fault == FaultNames.WorkflowNewCode;
        controlPlane.Kill(now, mishap.Ends);
    }

    private static void End(Mishap mishap, SimulatedControlPlane controlPlane)
    {
        if (mishap.Fault == FaultNames.ControlPlaneKilledWriting)
        {
            controlPlane.Spare();
        }
        else if (mishap.Fault == FaultNames.ControlPlaneFrozen)
        {
            controlPlane.Thaw(inTheMidst: mishap.Draw % 2 == 0);
        }
    }
}
