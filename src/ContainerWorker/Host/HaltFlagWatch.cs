using PolyCloud.Storage.Control;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>
/// The halt flag as this process sees it. Whoever cannot reach the process by HTTP sets or lifts the file; the file is looked at
/// now and then, and only its changes are told, so that a halt without a flag is not lifted by there being none.
/// </summary>
/// <param name="file">The flag.</param>
/// <param name="set">Told when somebody else has set it.</param>
/// <param name="lifted">Told when somebody else has lifted it.</param>
internal sealed class HaltFlagWatch(HaltFile file, Action<HaltRecord> set, Action lifted)
{
    private readonly Lock _gate = new();
    private bool _isSet;
    private int _changes;

    /// <summary>What the process starts with.</summary>
    public HaltRecord? Start()
    {
        var halt = file.Read();
        Is(halt is not null);
        return halt;
    }

    /// <summary>Sets the flag for the owner, who has halted already.</summary>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The flag may not survive a crash.</exception>
    public void Set(HaltRecord halt)
    {
        file.Halt(halt);
        Is(true);
    }

    /// <summary>Lifts the flag for the owner, who resumes after it.</summary>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The flag may still be there.</exception>
    public void Lift()
    {
        file.Lift();
        Is(false);
    }

    /// <summary>Reads the file and tells what somebody else has changed.</summary>
    public void Look()
    {
        int before;
        lock (_gate)
        {
            before = _changes;
        }

        var halt = file.Read();
        lock (_gate)
        {
            // What the owner did while the file was being read is newer than what was read.
            if (before != _changes || halt is not null == _isSet)
            {
                return;
            }

            _isSet = halt is not null;
        }

        if (halt is not null)
        {
            set(halt);
        }
        else
        {
            lifted();
        }
    }

    private void Is(bool isSet)
    {
        lock (_gate)
        {
            _isSet = isSet;
            _changes++;
        }
    }
}
