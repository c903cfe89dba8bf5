using PolyCloud.Orchestrations.Replay;

namespace PolyCloud.Storage.Workflows;

/// <summary>What the runtime holds in memory of an instance that has not ended.</summary>
internal sealed class LiveInstance
{
    private readonly HashSet<int> _begun = [];
    private int _run;

    /// <summary>Changing it forgets what was begun: ids count anew in each run.</summary>
    public int Run
    {
        get => _run;
        set
        {
            if (_run != value)
            {
                _run = value;
                _begun.Clear();
            }
        }
    }

    /// <summary>Arrived and not yet handed to a recorded step.</summary>
    public List<HistoryEvent> Waiting { get; } = [];

    /// <summary>
    /// A write's answer was lost: what is stored may hold more than was followed, so what it asks for must be looked up.
    /// </summary>
    public bool Uncertain { get; set; }

    /// <summary>False where it was begun before.</summary>
    public bool Begin(int id) => _begun.Add(id);
}
