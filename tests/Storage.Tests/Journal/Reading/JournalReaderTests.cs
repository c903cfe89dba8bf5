using System.Buffers.Binary;
using PolyCloud.Storage.Checksums;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Tests.Journal.Reading;

public sealed class JournalReaderTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void What_was_appended_is_read_in_order_over_many_segments()
    {
        _journal.Write(1_000);
        var (records, faults) = _journal.Read();
        Assert.Equal(Enumerable.Range(1, 1_000), records);
        Assert.Empty(faults);
        Assert.True(_journal.Segments.Count > 10, $"{_journal.Segments.Count} segments");
    }

    [Fact]
    public void Every_flipped_bit_is_found_and_no_changed_record_is_accepted()
    {
        _journal.Write(150);
        var random = new Random(5);
        for (var flip = 0; flip < 400; flip++)
        {
            var file = _journal.Segments[random.Next(_journal.Segments.Count)];
            var whole = File.ReadAllBytes(file);
            var bytes = whole.ToArray();
            var at = random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(file, bytes);
            // The fixture itself compares every accepted record with what was written.
            var (records, faults) = _journal.Read();
            Assert.True(faults.Count > 0, $"a flip at byte {at} of {file} was not found");
            Assert.True(records.Zip(records.Skip(1)).All(pair => pair.First < pair.Second));
            File.WriteAllBytes(file, whole);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_gives_the_records_before_the_cut_and_says_so()
    {
        _journal.Write(30);
        var file = _journal.Segments[^1];
        var whole = File.ReadAllBytes(file);
        for (var length = SegmentHeader.BytesOf(whole); length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            var (records, faults) = _journal.Read();
            Assert.Equal(Enumerable.Range(1, records.Count), records);
            Assert.Contains(Assert.Single(faults).Kind, (JournalFaultKind[])[JournalFaultKind.TornTail, JournalFaultKind.NotClosed]);
        }
    }

    [Fact]
    public void A_tail_that_was_never_filled_is_torn_and_not_damaged()
    {
        _journal.Write(30);
        var file = _journal.Segments[^1];
        File.WriteAllBytes(file, [.. File.ReadAllBytes(file)[..^22], .. new byte[300]]);
        Assert.Equal(JournalFaultKind.TornTail, Assert.Single(_journal.Read().Faults).Kind);
    }

    [Fact]
    public void A_missing_segment_is_named()
    {
        _journal.Write(300);
        File.Delete(_journal.Segments[2]);
        var (records, faults) = _journal.Read();
        Assert.Contains("segments from 3 to 3", Assert.Single(faults).Problem, StringComparison.Ordinal);
        Assert.Equal(JournalFaultKind.SegmentMissing, faults[0].Kind);
        Assert.True(records.Count is > 200 and < 300);
    }

    [Fact]
    public void The_last_segment_does_not_go_missing_unseen()
    {
        _journal.Write(300);
        File.Delete(_journal.Segments[^1]);
        Assert.Equal(JournalFaultKind.SegmentMissing, Assert.Single(_journal.Read().Faults).Kind);
    }

    [Fact]
    public void A_copy_of_a_segment_is_passed_over_and_named()
    {
        _journal.Write(300);
        File.Copy(_journal.Segments[1], Path.Combine(_journal.Path, "run.000099.journal"));
        var (records, faults) = _journal.Read();
        Assert.Equal(Enumerable.Range(1, 300), records);
        Assert.Contains(faults, fault => fault is { Kind: JournalFaultKind.SegmentDuplicated, File: "run.000099.journal", IsHarmless: true });
    }

    [Fact]
    public void Segments_whose_names_were_exchanged_are_read_in_their_order_and_named()
    {
        _journal.Write(300);
        var (one, two, aside) = (_journal.Segments[1], _journal.Segments[2], Path.Combine(_journal.Path, "aside"));
        File.Move(one, aside);
        File.Move(two, one);
        File.Move(aside, two);
        var (records, faults) = _journal.Read();
        Assert.Equal(Enumerable.Range(1, 300), records);
        Assert.Equal([JournalFaultKind.SegmentOutOfOrder, JournalFaultKind.SegmentOutOfOrder], faults.Select(fault => fault.Kind));
    }

    [Fact]
    public void A_segment_of_another_recording_does_not_pass_as_ours()
    {
        _journal.Write(300);
        using var other = new JournalFixture();
        using (var journal = other.Open())
        {
            for (var number = 1; number <= 300; number++)
            {
                journal.TryAppend(JournalFixture.Record(number + 60));
            }
        }

        File.Copy(other.Segments[1], _journal.Segments[1], overwrite: true);
        Assert.Contains(_journal.Read().Faults, fault => fault.Kind == JournalFaultKind.SegmentForeign);
    }

    [Fact]
    public void Another_format_version_is_named()
    {
        _journal.Write(3);
        var file = _journal.Segments[0];
        var bytes = File.ReadAllBytes(file);
        var header = SegmentHeader.BytesOf(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(header - 4), Crc32C.Compute(bytes.AsSpan(0, header - 4)));
        File.WriteAllBytes(file, bytes);
        var fault = Assert.Single(_journal.Read().Faults);
        Assert.Equal((JournalFaultKind.WrongVersion, "its format version is 9, this program reads 1"), (fault.Kind, fault.Problem));
    }

    [Fact]
    public void A_file_that_is_no_segment_is_named_and_hides_nothing()
    {
        _journal.Write(10);
        File.WriteAllText(Path.Combine(_journal.Path, "notes.journal"), "not a segment at all, but long enough to look at it twice");
        var (records, faults) = _journal.Read();
        Assert.Equal(10, records.Count);
        Assert.Equal((JournalFaultKind.NotAJournal, "notes.journal"), (Assert.Single(faults).Kind, faults[0].File));
    }
}
