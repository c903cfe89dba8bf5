using Microsoft.Win32.SafeHandles;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Writing;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Journal.Writing;

public sealed class JournalWriterTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly JournalFixture _journal = new();

    /// <summary>Set: the disk takes nothing.</summary>
    private volatile bool _full;

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void A_run_of_the_same_name_is_never_written_over()
    {
        _journal.Write(3);
        Assert.Contains("already holds a run run", Assert.Throws<StoreUnavailableException>(() => _journal.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_stand_side_by_side_in_one_directory()
    {
        _journal.Write(3);
        using (var second = JournalWriter.Open(_journal.Options, JournalFixture.Provenance("second"), Guid.NewGuid(), TimeProvider.System))
        {
            second.TryAppend(JournalFixture.Record(4));
        }

        var (records, faults) = _journal.Read();
        Assert.Equal([1, 2, 3, 4], records);
        Assert.Empty(faults);
    }

    [Fact]
    public void One_process_at_a_time_writes_a_directory()
    {
        using var first = _journal.Open();
        Assert.Contains("in use", Assert.Throws<StoreUnavailableException>(() => _journal.Open(run: "second")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("../up")]
    public void A_run_whose_name_is_no_file_name_is_refused(string run) =>
        Assert.Contains("allowed", Assert.Throws<ArgumentException>(() => _journal.Open(run: run)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_torn_tail_of_an_earlier_run_is_cut_and_reported()
    {
        _journal.Write(5);
        var file = _journal.Segments[0];
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..^30]);
        using (var next = JournalWriter.Open(_journal.Options, JournalFixture.Provenance("next"), Guid.NewGuid(), TimeProvider.System))
        {
            Assert.Equal(file, Assert.Single(next.Torn).Path);
            Assert.True(next.Torn[0].BytesCut > 0);
        }

        var (records, faults) = _journal.Read();
        Assert.Equal([1, 2, 3, 4], records);
        Assert.Equal(JournalFaultKind.NotClosed, Assert.Single(faults).Kind);
    }

    [Fact]
    public void A_disk_that_stalls_is_told_before_anything_is_lost_and_forgotten_when_it_goes_on()
    {
        using (var journal = OpenOnFailingDisk())
        {
            journal.TryAppend(JournalFixture.Record(1));
            Until(() => journal.Backlog == 0);
            _full = true;
            var number = 1;
            while (journal.IsKeeping)
            {
                Assert.True(journal.TryAppend(JournalFixture.Record(++number)));
            }

            Assert.Equal(0, journal.Lost);
            _full = false;
            Until(() => journal.IsKeeping);
        }

        Assert.Empty(_journal.Read().Faults);
    }

    [Fact]
    public void What_a_full_buffer_loses_is_counted_and_noted_in_the_journal()
    {
        using (var journal = OpenOnFailingDisk())
        {
            _full = true;
            var number = 0;
            while (journal.Lost < 10)
            {
                _ = journal.TryAppend(JournalFixture.Record(++number));
            }

            _full = false;
            Until(() => journal.Backlog == 0);
            Assert.True(journal.TryAppend(JournalFixture.Record(number + 1)));
            Assert.False(journal.IsKeeping);
        }

        var (records, faults) = _journal.Read();
        Assert.Equal((JournalFaultKind.RecordsLost, false), (Assert.Single(faults).Kind, faults[0].IsHarmless));
        Assert.Contains("10 records", faults[0].Problem, StringComparison.Ordinal);
        Assert.Equal(records[^2] + 11, records[^1]);
    }

    [Fact]
    public void Records_lost_at_the_very_end_are_noted_too()
    {
        using (var journal = OpenOnFailingDisk())
        {
            journal.TryAppend(JournalFixture.Record(1));
            journal.Lose();
        }

        Assert.Equal(JournalFaultKind.RecordsLost, Assert.Single(_journal.Read().Faults).Kind);
    }

    [Fact]
    public void A_run_under_virtual_time_waits_for_the_disk_and_loses_nothing()
    {
        _journal.Write(20_000, _journal.Options with { SegmentBytes = 1 << 20 });
        var (records, faults) = _journal.Read();
        Assert.Equal(20_000, records.Count);
        Assert.Empty(faults);
    }

    [Fact]
    public void A_segment_that_is_old_enough_is_followed_by_the_next()
    {
        using (var journal = _journal.Open(_journal.Options with { SegmentTime = TimeSpan.FromSeconds(1), SegmentBytes = 1 << 20 }))
        {
            var number = 0;
            Until(() =>
            {
                journal.TryAppend(JournalFixture.Record(++number));
                return _journal.Segments.Count > 1;
            });
        }

        Assert.Empty(_journal.Read().Faults);
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        using var journal = _journal.Open(_journal.Options with { BufferBytes = 1 << 20, SegmentBytes = 1 << 20 });
        var record = JournalFixture.Record(1);
        journal.TryAppend(record);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 5_000; count++)
        {
            journal.TryAppend(record);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Until(Func<bool> reached) => Assert.True(SpinWait.SpinUntil(reached, Bound), "not reached in time");

    private JournalWriter OpenOnFailingDisk()
    {
        void Write(SafeFileHandle handle, ReadOnlySpan<byte> bytes, long offset)
        {
            if (_full)
            {
                throw new IOException("No space left on device.");
            }

            RandomAccess.Write(handle, bytes, offset);
        }

        return JournalWriter.Open(
            _journal.Options with { WhenFull = FullBuffer.PauseQuoting, SegmentBytes = 1 << 20 }, JournalFixture.Provenance(), Guid.NewGuid(), TimeProvider.System, Write);
    }
}
