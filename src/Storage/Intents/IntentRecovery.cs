using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Intents;

/// <summary>Opening an intent log: find the last intent, cut an unfinished end, leave damage in place.</summary>
internal static class IntentRecovery
{
    public static IntentLog Open(IntentLogOptions options, WriteBytes write, Func<AppendOnlyFile, long, IntentLog> build)
    {
        var numbers = IntentSegment.Numbers(options.Directory);
        if (numbers.Count == 0)
        {
            return build(Create(options.Directory, 1, write), 1);
        }

        var number = numbers[^1];
        var damaged = new List<DamagedIntent>();
        var segment = AppendOnlyFile.Open(IntentSegment.PathOf(options.Directory, number), FileMode.Open, write);
        try
        {
            var (last, end) = Scan(segment, damaged);
            var torn = CutTail(segment, end);
            last ??= LastBefore(options.Directory, numbers);

            // Nothing is appended behind damage, so that a segment's records after its first report are all from before it.
            if (damaged.Count > 0 || segment.Length < IntentFormat.HeaderBytes)
            {
                segment.Dispose();
                segment = Create(options.Directory, ++number, write);
            }

            var log = build(segment, number);
            log.Report(last, torn, damaged);
            return log;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    /// <summary>A new segment whose header and name are durable.</summary>
    public static AppendOnlyFile Create(string directory, long number, WriteBytes write)
    {
        var segment = AppendOnlyFile.Open(IntentSegment.PathOf(directory, number), FileMode.Create, write);
        try
        {
            segment.Append(IntentFormat.Header());
            segment.Sync();
            DurableDirectory.Sync(directory);
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    private static (IntentRecord? Last, long End) Scan(AppendOnlyFile segment, List<DamagedIntent> damaged)
    {
        IntentRecord? last = null;
        var end = Math.Min(segment.Length, IntentFormat.HeaderBytes);
        foreach (var (record, behind) in IntentSegment.Read(segment, damaged.Add))
        {
            last = record;
            end = behind;
        }

        return (last, end < IntentFormat.HeaderBytes ? 0 : end);
    }

    private static TornTail? CutTail(AppendOnlyFile segment, long end)
    {
        if (end == segment.Length)
        {
            return null;
        }

        var torn = new TornTail(segment.Path, end, segment.Length - end);
        segment.CutTo(end);
        segment.Sync();
        return torn;
    }

    private static IntentRecord? LastBefore(string directory, List<long> numbers)
    {
        for (var position = numbers.Count - 2; position >= 0; position--)
        {
            using var segment = AppendOnlyFile.Open(IntentSegment.PathOf(directory, numbers[position]), FileMode.Open, AppendOnlyFile.PlainWrite);
            if (Scan(segment, []).Last is { } last)
            {
                return last;
            }
        }

        return null;
    }
}
