namespace PolyCloud.Simulator.Relayer;

/// <summary>What goes wrong at the relayer on purpose.</summary>
public sealed class RelayerFaults
{
    private int _failures;
    private int _busy;
    private int _silences;

    /// <summary>While true nothing gets beyond STATE_NEW.</summary>
    public bool StaysPending { get; set; }

    /// <summary>Transactions that were kept waiting, failed, refused or not answered so far.</summary>
    public long Strikes { get; private set; }

    /// <summary>The next <paramref name="count"/> transactions end as STATE_FAILED without effect.</summary>
    public void FailNext(int count) => _failures = Checked(count);

    /// <summary>The next <paramref name="count"/> submissions are refused because the wallet does something else.</summary>
    public void BusyNext(int count) => _busy = Checked(count);

    /// <summary>The next <paramref name="count"/> submissions are carried out, but answered with an error of a gateway.</summary>
    public void LoseAnswers(int count) => _silences = Checked(count);

    /// <summary>Whether what is due now has to wait for another block.</summary>
    internal bool Waits()
    {
        Strikes += StaysPending ? 1 : 0;
        return StaysPending;
    }

    internal bool Fails() => Take(ref _failures);

    internal bool IsBusy() => Take(ref _busy);

    internal bool LosesAnswer() => Take(ref _silences);

    private bool Take(ref int left)
    {
        if (left == 0)
        {
            return false;
        }

        left--;
        Strikes++;
        return true;
    }

    private static int Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count;
    }
}
