using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>
/// The tally of reproduced book hashes, and what it says about the book. Updates of one venue millisecond may have been
/// made in another order than they arrived, so evidence is weighed by moments: a moment speaks against the book only if
/// none of its hashes was reproduced. Mismatches accuse the book only while the last snapshot's own hash was reproduced;
/// otherwise it is the venue's format that is not understood, and dropping books would not help.
/// </summary>
public sealed class HashCheck
{
    private readonly int _quarantineAfter;
    private Timestamp _moment = Timestamp.Never;
    private bool _momentMatched;

    /// <param name="quarantineAfter">Moments in a row without a reproduced hash that quarantine the book, at least 1.</param>
    public HashCheck(int quarantineAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quarantineAfter);
        _quarantineAfter = quarantineAfter;
    }

    /// <summary>Hashes reproduced, those of snapshots included.</summary>
    public long Matches { get; private set; }

    /// <summary>Hashes not reproduced, those of snapshots included.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Updates that could not be compared: without a hash or a snapshot, too late for the order of time, or not sampled.</summary>
    public long Untested { get; private set; }

    public long SnapshotMatches { get; private set; }

    public long SnapshotMismatches { get; private set; }

    /// <summary>True while the hash of the last snapshot was reproduced from the snapshot itself.</summary>
    public bool IsFormatProven { get; private set; }

    /// <summary>Moments in a row, up to the last finished one, without a reproduced hash.</summary>
    public int MismatchRun { get; private set; }

    /// <summary>The longest such run since the check was made.</summary>
    public int LongestMismatchRun { get; private set; }

    /// <summary>True where the book should not be relied on and the market subscribed again.</summary>
    public bool IsQuarantined => IsFormatProven && MismatchRun >= _quarantineAfter;

    public void SkipUntested() => Untested++;

    public void RecordSnapshot(bool matches)
    {
        IsFormatProven = matches;
        SnapshotMatches += matches ? 1 : 0;
        SnapshotMismatches += matches ? 0 : 1;
        Count(matches);
        StartAgain();
    }

    public void RecordUpdate(Timestamp venueTime, bool matches)
    {
        Count(matches);
        if (venueTime != _moment)
        {
            SettleMoment();
            _moment = venueTime;
        }

        _momentMatched |= matches;
        if (_momentMatched)
        {
            MismatchRun = 0;
        }
    }

    /// <summary>The book was dropped or re-seeded: what came before says nothing about it any more.</summary>
    public void StartAgain()
    {
        MismatchRun = 0;
        _moment = Timestamp.Never;
        _momentMatched = false;
    }

    private void SettleMoment()
    {
        if (!_moment.IsNever && !_momentMatched)
        {
            MismatchRun++;
            LongestMismatchRun = Math.Max(LongestMismatchRun, MismatchRun);
        }

        _momentMatched = false;
    }

    private void Count(bool matches)
    {
        Matches += matches ? 1 : 0;
        Mismatches += matches ? 0 : 1;
    }
}
