using PolyCloud.ContainerWorker.ControlPlane;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.ControlPlane;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Research.Simulate.Workers;

/// <summary>A worker that is led by the control plane: reads what is wanted, follows it, and tells how it stands, as the real host does.</summary>
internal sealed class WishFollowing(SimulationScene scene, WorkerMachine machine, long epoch)
{
    /// <summary>Older wishes are not known any more.</summary>
    private static readonly Duration AgeMaximum = Duration.FromSeconds(2);

    private readonly HaltFollowing _halts = new(() => machine.HaltFlag);
    private readonly Observation _observation = new(WorkerState.Shard, epoch, new SceneTime(scene));
    private DesiredState? _wishes;
    private ObservedWorkerRow? _untold;
    private long _read = -1;
    private Timestamp _readAt;

    /// <summary>One look, by the scene's clock.</summary>
    /// <param name="follow">Has the node follow, by the worker's own clock.</param>
    /// <exception cref="LeaseLostException">A later epoch tells how it stands.</exception>
    public void Look(TradingNode node, WorkerState? state, Action<Action<Timestamp>> follow)
    {
        var isRead = Read();
        if (!isRead && scene.Now - _readAt > AgeMaximum)
        {
            follow(at => node.Follow(at, null));
            return;
        }

        if (_wishes is { } wishes && isRead)
        {
            follow(at =>
            {
                _halts.Follow(node, wishes.Halt, at);
                node.Follow(at, wishes);
                _untold = _observation.Look(node, _halts.Number, 0, at) ?? _untold;
            });
            Tell(state);
        }
    }

    /// <summary>What nobody has written to since it was read is as new as a reading would be.</summary>
    private bool Read()
    {
        try
        {
            if (_read != scene.ControlBooks.Wishes)
            {
                var count = scene.ControlBooks.Wishes;
                _wishes = WorkerState.Wishes(scene.Tables);
                _read = count;
            }

            if (scene.Tables.IsDown)
            {
                return false;
            }

            _readAt = scene.Now;
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private void Tell(WorkerState? state)
    {
        if (_untold is not { } untold || state is null)
        {
            return;
        }

        try
        {
            state.Write(untold);
            _untold = null;
        }
        catch (StoreUnavailableException)
        {
            // Once more with the next look.
        }
    }
}
