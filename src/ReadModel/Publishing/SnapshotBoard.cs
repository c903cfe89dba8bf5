using System.Collections.Immutable;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ReadModel.Publishing;

/// <summary>
/// Where the stepping thread pins the newest snapshot. Publishing writes one reference and, at most, wakes one worker of the pool:
/// no lock, whoever listens.
/// </summary>
public sealed class SnapshotBoard : IReadModel, IThreadPoolWorkItem
{
    /// <summary>Far more pages and sockets than one process serves; more would be a leak.</summary>
    public const int MaximumListeners = 1_024;

    private readonly Action<Exception> _listenerFailed;
    private TradingSnapshot _current;
    private ImmutableArray<Listener> _listeners = [];
    private int _isTelling;

    /// <param name="first">What is shown before the first publication.</param>
    /// <param name="listenerFailed">Told when a listener threw, which is called no more.</param>
    public SnapshotBoard(TradingSnapshot first, Action<Exception> listenerFailed)
    {
        _current = first;
        _listenerFailed = listenerFailed;
    }

    public TradingSnapshot Current => Volatile.Read(ref _current);

    public int Listeners => _listeners.Length;

    public IDisposable Subscribe(Action<TradingSnapshot> changed)
    {
        var listener = new Listener(this, changed);
        var taken = ImmutableInterlocked.Update(ref _listeners, static (all, added) => all.Length < MaximumListeners ? all.Add(added) : all, listener);
        return taken ? listener : throw new InvalidOperationException($"{MaximumListeners} listeners are served already.");
    }

    /// <summary>Makes a snapshot the newest one; called by one thread at a time.</summary>
    public void Publish(TradingSnapshot snapshot)
    {
        Volatile.Write(ref _current, snapshot);
        if (!_listeners.IsEmpty && Interlocked.Exchange(ref _isTelling, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        TradingSnapshot told;
        do
        {
            told = Current;
            foreach (var listener in _listeners)
            {
                Tell(listener, told);
            }

            Interlocked.Exchange(ref _isTelling, 0);

            // One that was published after the last look, and before the flag fell, woke nobody.
        }
        while (!ReferenceEquals(told, Current) && Interlocked.Exchange(ref _isTelling, 1) == 0);
    }

    private void Tell(Listener listener, TradingSnapshot snapshot)
    {
        try
        {
            listener.Changed(snapshot);
        }
        catch (Exception problem)
        {
            listener.Dispose();
            _listenerFailed(problem);
        }
    }

    private sealed class Listener(SnapshotBoard board, Action<TradingSnapshot> changed) : IDisposable
    {
        public Action<TradingSnapshot> Changed => changed;

        public void Dispose() => ImmutableInterlocked.Update(ref board._listeners, static (all, gone) => all.Remove(gone), this);
    }
}
