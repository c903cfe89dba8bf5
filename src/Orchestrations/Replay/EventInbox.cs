namespace PolyCloud.Orchestrations.Replay;

/// <summary>Events that came in, and those who wait for them, each in the order of arrival.</summary>
internal sealed class EventInbox
{
    private readonly List<EventRaised> _untaken = [];
    private readonly List<Waiter> _waiters = [];

    public IReadOnlyList<EventRaised> Untaken => _untaken;

    public bool HasWaiters => _waiters.Count > 0;

    /// <summary>Takes the first kept event of one of the names, or null.</summary>
    public EventRaised? Take(IReadOnlyList<string> names)
    {
        var place = _untaken.FindIndex(kept => names.Contains(kept.Name, StringComparer.Ordinal));
        if (place < 0)
        {
            return null;
        }

        var found = _untaken[place];
        _untaken.RemoveAt(place);
        return found;
    }

    public Waiter Wait(IReadOnlyList<string> names)
    {
        var waiter = new Waiter(names, new TaskCompletionSource<EventRaised?>());
        _waiters.Add(waiter);
        return waiter;
    }

    public void Raise(EventRaised raised)
    {
        var place = _waiters.FindIndex(waiter => waiter.Names.Contains(raised.Name, StringComparer.Ordinal));
        if (place < 0)
        {
            _untaken.Add(raised);
            return;
        }

        var found = _waiters[place];
        _waiters.RemoveAt(place);
        _ = found.Source.TrySetResult(raised);
    }

    /// <summary>The time ran out: the waiter takes none, so that the next event is not lost to it.</summary>
    public void GiveUp(Waiter waiter)
    {
        if (_waiters.Remove(waiter))
        {
            _ = waiter.Source.TrySetResult(null);
        }
    }

    internal sealed record Waiter(IReadOnlyList<string> Names, TaskCompletionSource<EventRaised?> Source);
}
