namespace PolyCloud.Simulator.Faults;

/// <summary>What goes wrong on purpose.</summary>
public sealed class VenueFaults
{
    private int _responsesToLose;

    /// <summary>While true the user sockets stay open and answer PING, but their events are lost: the venue has no replay.</summary>
    public bool FreezeUserStream { get; set; }

    /// <summary>Answers to accepted placements that were never given.</summary>
    public long ResponsesLost { get; private set; }

    /// <summary>The next <paramref name="count"/> calls that placed an order are carried out, but never answered.</summary>
    public void LoseResponseAfterAccept(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _responsesToLose = count;
    }

    internal bool LosesThisResponse()
    {
        if (_responsesToLose == 0)
        {
            return false;
        }

        _responsesToLose--;
        ResponsesLost++;
        return true;
    }
}
