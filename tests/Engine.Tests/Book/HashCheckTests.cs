using PolyCloud.Engine.Book;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

public sealed class HashCheckTests
{
    private readonly HashCheck _check = new(quarantineAfter: 2);

    [Fact]
    public void One_reproduced_hash_clears_its_whole_moment()
    {
        _check.RecordSnapshot(matches: true);
        for (var time = 1; time <= 9; time++)
        {
            _check.RecordUpdate(new Timestamp(time), matches: false);
            _check.RecordUpdate(new Timestamp(time), matches: true);
            _check.RecordUpdate(new Timestamp(time), matches: false);
        }

        Assert.False(_check.IsQuarantined);
        Assert.Equal(0, _check.LongestMismatchRun);
        Assert.Equal((1 + 9, 18), (_check.Matches, _check.Mismatches));
    }

    [Fact]
    public void Moments_in_a_row_quarantine_and_a_reproduced_hash_lifts_it()
    {
        _check.RecordSnapshot(matches: true);
        for (var time = 1; time <= 3; time++)
        {
            _check.RecordUpdate(new Timestamp(time), matches: false);
        }

        Assert.True(_check.IsQuarantined);

        _check.RecordUpdate(new Timestamp(4), matches: true);
        Assert.False(_check.IsQuarantined);
    }

    [Fact]
    public void Mismatches_accuse_nobody_while_the_last_snapshot_itself_is_not_understood()
    {
        _check.RecordSnapshot(matches: false);
        for (var time = 1; time <= 9; time++)
        {
            _check.RecordUpdate(new Timestamp(time), matches: false);
        }

        Assert.False(_check.IsFormatProven);
        Assert.False(_check.IsQuarantined);
        Assert.Equal(1, _check.SnapshotMismatches);
    }

    [Fact]
    public void A_snapshot_starts_the_run_again()
    {
        _check.RecordSnapshot(matches: true);
        for (var time = 1; time <= 3; time++)
        {
            _check.RecordUpdate(new Timestamp(time), matches: false);
        }

        _check.RecordSnapshot(matches: true);

        Assert.False(_check.IsQuarantined);
        Assert.Equal(2, _check.SnapshotMatches);
    }
}
