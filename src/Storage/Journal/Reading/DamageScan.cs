using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>Looks behind a damaged record.</summary>
internal static class DamageScan
{
    /// <summary>How far numbers may jump: a block of damage hides fewer records than this.</summary>
    private const long NumbersAhead = 1L << 20;

    /// <summary>Bytes to the next whole frame of a number that can follow, or 0. Looks through the window only, at least 4 MiB.</summary>
    public static int NextWhole(ReadOnlySpan<byte> bytes, long expected)
    {
        for (var at = 1; at <= bytes.Length - JournalFrame.HeaderBytes; at++)
        {
            var number = JournalFrame.NumberOf(bytes[at..]);
            if (number >= expected && number <= expected + NumbersAhead && JournalFrame.IsWhole(bytes[at..], out _))
            {
                return at;
            }
        }

        return 0;
    }

    /// <summary>The rest of a file is what a crash leaves: fewer bytes than the record says, or bytes that were never filled.</summary>
    public static bool IsTorn(ReadOnlySpan<byte> rest) =>
        rest.Length < JournalFrame.HeaderBytes || rest.Length < (long)JournalFrame.HeaderBytes + JournalFrame.LengthOf(rest) || !rest.ContainsAnyExcept((byte)0);
}
