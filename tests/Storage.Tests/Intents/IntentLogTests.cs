using PolyCloud.Engine.Orders;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Intents;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Intents;

public sealed class IntentLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<DamagedIntent> _damaged = [];

    public void Dispose() => _directory.Dispose();

    private IntentLogOptions Options => new() { Directory = _directory.Path, SegmentBytes = 4096, SegmentsKept = 3 };

    private string First => _directory.File("intents-0000000001.log");

    private List<long> Numbers() => [.. IntentLog.Read(_directory.Path, _damaged.Add).Select(record => record.Intent.Number)];

    private void Write(int from, int count)
    {
        using var log = IntentLog.Open(Options);
        for (var number = from; number < from + count; number++)
        {
            log.Append(SampleIntents.Number(number));
        }
    }

    [Fact]
    public void Intents_are_read_back_as_they_were_and_the_last_one_is_known_after_reopening()
    {
        using (var log = IntentLog.Open(Options))
        {
            Assert.Null(log.LastIntent);
            log.Append(SampleIntents.Number(1));
            log.Append(SampleIntents.Number(2));
            Assert.Equal(2, log.LastIntent!.Value.Intent.Number);
        }

        Assert.Equal([SampleIntents.Number(1), SampleIntents.Number(2)], IntentLog.Read(_directory.Path, _damaged.Add));
        using var reopened = IntentLog.Open(Options);
        Assert.Equal(SampleIntents.Number(2), reopened.LastIntent);
        Assert.Null(reopened.Torn);
        reopened.Append(SampleIntents.Number(3));
        Assert.Equal([1, 2, 3], Numbers());
    }

    [Fact]
    public void Intents_can_be_read_before_they_are_flushed()
    {
        using var log = IntentLog.Open(Options);
        log.Append(SampleIntents.Number(1));
        Assert.Equal([1], Numbers());
        Assert.True(log.UnsyncedBytes > 0);
        log.Flush();
        Assert.Equal(0, log.UnsyncedBytes);
    }

    [Fact]
    public void A_log_cut_at_any_byte_holds_every_whole_intent_and_goes_on()
    {
        Write(1, 5);
        var whole = File.ReadAllBytes(First);
        for (var length = 0; length <= whole.Length; length++)
        {
            foreach (var segment in Directory.GetFiles(_directory.Path, "intents-*"))
            {
                File.Delete(segment);
            }

            File.WriteAllBytes(First, whole[..length]);
            var kept = Math.Max(0, length - IntentFormat.HeaderBytes) / IntentFormat.RecordBytes;
            var end = length < IntentFormat.HeaderBytes ? 0 : IntentFormat.HeaderBytes + (kept * IntentFormat.RecordBytes);
            using (var log = IntentLog.Open(Options))
            {
                Assert.Equal(kept == 0 ? null : kept, log.LastIntent?.Intent.Number);
                Assert.Equal(length == end ? null : new TornTail(First, end, length - end), log.Torn);
                log.Append(SampleIntents.Number(77));
            }

            Assert.Equal([.. Enumerable.Range(1, kept).Select(number => (long)number), 77], Numbers());
        }

        Assert.Empty(_damaged);
    }

    [Fact]
    public void A_broken_intent_in_the_middle_is_reported_left_in_place_and_hides_no_other()
    {
        Write(1, 5);
        var offset = IntentFormat.HeaderBytes + (2 * IntentFormat.RecordBytes);
        var bytes = File.ReadAllBytes(First);
        for (var position = offset; position < offset + IntentFormat.RecordBytes; position += 7)
        {
            var broken = (byte[])bytes.Clone();
            broken[position] ^= 0x40;
            File.WriteAllBytes(First, broken);
            File.Delete(_directory.File("intents-0000000002.log"));
            using (var log = IntentLog.Open(Options))
            {
                Assert.Equal([new DamagedIntent(First, offset)], log.Damaged);
                Assert.Equal(5, log.LastIntent!.Value.Intent.Number);
                log.Append(SampleIntents.Number(6));
            }

            Assert.Equal(broken, File.ReadAllBytes(First));
            Assert.Equal([1, 2, 4, 5, 6], Numbers());
        }
    }

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        File.WriteAllText(First, "this is no intent log at all");
        var refused = Assert.Throws<StoreUnavailableException>(() => IntentLog.Open(Options));
        Assert.Contains(First, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_segments_are_followed_by_new_ones_and_the_oldest_are_deleted()
    {
        using (var log = IntentLog.Open(Options))
        {
            for (var number = 1; number <= 200; number++)
            {
                log.Append(SampleIntents.Number(number));
                log.Flush();
            }
        }

        Assert.Equal(3, Directory.GetFiles(_directory.Path, "intents-*.log").Length);
        var kept = Numbers();
        Assert.Equal(Enumerable.Range(201 - kept.Count, kept.Count).Select(number => (long)number), kept);
        Assert.InRange(kept.Count, 2 * 4096 / IntentFormat.RecordBytes, 199);
        using var reopened = IntentLog.Open(Options);
        Assert.Equal(200, reopened.LastIntent!.Value.Intent.Number);
    }

    [Fact]
    public void The_last_intent_is_found_behind_an_empty_segment()
    {
        Write(1, 3);
        File.WriteAllBytes(_directory.File("intents-0000000002.log"), IntentFormat.Header());
        using var log = IntentLog.Open(Options);
        Assert.Equal(3, log.LastIntent!.Value.Intent.Number);
    }

    [Fact]
    public void An_intent_is_refused_where_nobody_flushes()
    {
        using var log = IntentLog.Open(Options);
        var refused = Assert.Throws<StoreUnavailableException>(() =>
        {
            for (var number = 1; number < 1000; number++)
            {
                log.Append(SampleIntents.Number(number));
            }
        });
        Assert.Contains("not flushed in time", refused.Message, StringComparison.Ordinal);
        log.Flush();
        log.Append(SampleIntents.Number(1000));
        Assert.Equal(1000, log.LastIntent!.Value.Intent.Number);
    }

    [Fact]
    public void A_full_disk_refuses_the_intent_and_leaves_no_part_of_it()
    {
        var full = false;
        using var log = IntentLog.Open(Options, (handle, bytes, offset) =>
        {
            RandomAccess.Write(handle, full ? bytes[..20] : bytes, offset);
            if (full)
            {
                throw new IOException("No space left on device");
            }
        });
        log.Append(SampleIntents.Number(1));
        full = true;
        Assert.Throws<StoreUnavailableException>(() => log.Append(SampleIntents.Number(2)));
        Assert.Equal(1, log.LastIntent!.Value.Intent.Number);
        full = false;
        log.Append(SampleIntents.Number(3));
        Assert.Equal([1, 3], Numbers());
    }

    [Fact]
    public void One_process_at_a_time()
    {
        using var log = IntentLog.Open(Options);
        Assert.Throws<StoreUnavailableException>(() => IntentLog.Open(Options));
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        using var log = IntentLog.Open(Options with { SegmentBytes = 64 * 1024 * 1024 });
        var record = SampleIntents.Number(1);
        log.Append(record);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 10_000; number++)
        {
            log.Append(record);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Appends_and_flushes_from_two_threads_lose_nothing()
    {
        // Large enough that a slow disk never refuses an append, small enough for a new segment on the way.
        using (var log = IntentLog.Open(Options with { SegmentBytes = 400_000 }))
        {
            var done = false;
            var flushing = Task.Run(() =>
            {
                while (!Volatile.Read(ref done))
                {
                    log.Flush();
                }
            });
            for (var number = 1; number <= 5000; number++)
            {
                log.Append(SampleIntents.Number(number));
                if (number % 500 == 0)
                {
                    await Task.Delay(2);
                }
            }

            Volatile.Write(ref done, true);
            await flushing;
        }

        Assert.Equal(Enumerable.Range(1, 5000).Select(number => (long)number), Numbers());
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Assert.Contains("SegmentsKept is '1'", Assert.Throws<ArgumentException>(() => IntentLog.Open(Options with { SegmentsKept = 1 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => IntentLog.Open(Options with { SegmentBytes = 0 }));
        Assert.Throws<ArgumentException>(() => IntentLog.Open(Options with { Directory = "" }));
    }
}
