using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Importing.Reading;

/// <summary>
/// A recorder writes what arrives, as it arrives. A line that lies before one already read, or tells the same moment's line once more,
/// comes from a shuffled or doubled file: what it says was overtaken, and playing it would show an old book as the present one.
/// </summary>
internal sealed class ArrivalOrder
{
    /// <summary>Lines of one moment compared with each other: twenty times the busiest recorded second.</summary>
    private const int LinesOfAMomentMax = 10_000;

    private readonly HashSet<string> _ofThisMoment = new(StringComparer.Ordinal);
    private Timestamp _last;

    /// <param name="field">Where the moment stands.</param>
    /// <param name="line">The whole line, to know it again.</param>
    /// <exception cref="RecordingFormatException">Before an earlier line, or a repetition.</exception>
    public Timestamp Take(FieldText field, Timestamp at, string line)
    {
        if (at < _last)
        {
            throw field.Bad($"a moment not before {_last}, which was read already");
        }

        if (at > _last)
        {
            _ofThisMoment.Clear();
        }

        _last = at;
        return _ofThisMoment.Count >= LinesOfAMomentMax || _ofThisMoment.Add(line)
            ? at
            : throw new RecordingFormatException(field.File, field.Line, field.Name, "the line repeats one of the same moment.") { IsRepetition = true };
    }
}
