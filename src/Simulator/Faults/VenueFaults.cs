namespace PolyCloud.Simulator.Faults;

/// <summary>What goes wrong on purpose.</summary>
public sealed class VenueFaults
{
    private int _responsesToLose;

    /// <summary>While true the user sockets stay open and answer PING, but their events are lost: the venue has no replay.</summary>
    public bool FreezeUserStream { get; set; }

    /// <summary>While true the price sockets stay open and answer, but no price comes.</summary>
    public bool FreezePriceStream { get; set; }

    /// <summary>The same of the legacy price socket.</summary>
    public bool FreezeLegacyPriceStream { get; set; }

    /// <summary>The same of the first exchange.</summary>
    public bool FreezeBinance { get; set; }

    /// <summary>The same of the second exchange.</summary>
    public bool FreezeCoinbase { get; set; }

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
