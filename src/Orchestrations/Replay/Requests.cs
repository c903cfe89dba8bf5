using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Replay;

/// <summary>What the code asks for, in order; held against the history while there is one.</summary>
internal sealed class Requests
{
    private readonly Queue<HistoryEvent> _asked = new();
    private int _lastId;

    public int NextId() => ++_lastId;

    public void Ask(HistoryEvent request) => _asked.Enqueue(request);

    /// <summary>The history says that this was asked for next.</summary>
    /// <exception cref="NondeterministicWorkflowException">The code asked for something else, or for nothing.</exception>
    public void Expect(HistoryEvent recorded)
    {
        if (!_asked.TryDequeue(out var asked))
        {
            throw new NondeterministicWorkflowException($"The history holds {recorded}; the code asks for nothing there.");
        }

        if (asked != recorded)
        {
            throw new NondeterministicWorkflowException($"The history holds {recorded}; the code asks for {asked}.");
        }
    }

    /// <summary>A recorded step has ended: the code must have asked for nothing that the history lacks.</summary>
    /// <exception cref="NondeterministicWorkflowException">It has.</exception>
    public void ExpectNone()
    {
        if (_asked.TryPeek(out var asked))
        {
            throw new NondeterministicWorkflowException($"The code asks for {asked}; the history holds nothing of it.");
        }
    }

    /// <summary>What is new, in order; taken out.</summary>
    public IReadOnlyList<HistoryEvent> TakeNew()
    {
        HistoryEvent[] asked = [.. _asked];
        _asked.Clear();
        return asked;
    }
}
