using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.ControlPlane;

namespace PolyCloud.ContainerWorker.ControlPlane;

/// <summary>
/// Follows the halt row: while it stands the node is halted, whoever resumed it, unless it is being flattened, which opens nothing
/// either. A halt of the row's own is lifted with the row.
/// </summary>
/// <param name="flagIsSet">Whether the halt flag of the data directory stands; then nothing is resumed.</param>
internal sealed class HaltFollowing(Func<bool> flagIsSet)
{
    private bool _halted;

    /// <summary>The newest halt that was followed.</summary>
    public long Number { get; private set; }

    public void Follow(TradingNode node, DesiredHaltRow? row, Timestamp now)
    {
        if (row is null)
        {
            return;
        }

        if (row.IsHalted)
        {
            // A new number is proved anew, even where the node was halted before.
            if (node.Driver.Engine.RiskState.Flatten == Reason.None && (node.Halt == Reason.None || row.Number > Number))
            {
                node.HaltNow(now, Reason.ManualHalt);
            }

            _halted = true;
        }
        else if (_halted)
        {
            _halted = false;
            if (node.Halt == Reason.ManualHalt && !flagIsSet())
            {
                node.Resume(now);
            }
        }

        Number = row.Number;
    }
}
