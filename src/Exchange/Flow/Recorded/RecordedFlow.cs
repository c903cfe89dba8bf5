using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>
/// Plays the books of a recording at their recorded exchange times. Complete windows only; the one at hand and the next are in memory.
/// </summary>
public sealed class RecordedFlow : IOrderFlow, IDisposable
{
    private readonly ExchangeVenue _venue;
    private readonly RecordingReader _reader;
    private readonly RecordedOutcomes _outcomes;
    private readonly IEnumerator<RecordedWindow> _windows;
    private readonly Timestamp _firstOpens;
    private readonly int _windowsMax;
    private RecordedPlayback? _current;
    private RecordedPlayback? _next;
    private int _taken;

    /// <param name="path">A <c>books_*.jsonl.gz</c> or <c>.jsonl</c>, or a folder of them.</param>
    /// <param name="windowsMax">Windows to play at most.</param>
    /// <exception cref="NotSupportedException">Not a recording of books.</exception>
    /// <exception cref="FileNotFoundException">Nothing there.</exception>
    /// <exception cref="InvalidDataException">It holds no complete window.</exception>
    public RecordedFlow(ExchangeVenue venue, string path, int windowsMax = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowsMax, 1);
        _venue = venue;
        _windowsMax = windowsMax;
        _reader = new RecordingReader(path);
        _outcomes = new RecordedOutcomes(path);
        _windows = _reader.Windows().GetEnumerator();
        _current = Read() ?? throw new InvalidDataException(
            $"{path} holds no complete window (first book within 20 s of the open, last one later than 285 s): {Provenance.WindowsSkipped} windows and {Provenance.LinesSkipped} lines skipped.");
        _firstOpens = _current.Opens;
        _next = Read();
    }

    public RecordedProvenance Provenance { get; } = new();

    /// <summary>Open of the first window played.</summary>
    public Timestamp FirstOpens => _firstOpens;

    /// <summary>A moment before anything of the recording happens: the exchange's clock should start here.</summary>
    public Timestamp Starts => _firstOpens - RecordedPlayback.ListedAhead;

    public Timestamp NextDue => Timestamp.Earlier(_current?.NextDue ?? Timestamp.Never, _next?.NextDue ?? Timestamp.Never);

    /// <summary>Reads a recording through and tells what could be played; nothing is kept in memory.</summary>
    public static (Timestamp? FirstOpens, int Complete, int Incomplete, long LinesSkipped) Survey(string path)
    {
        var reader = new RecordingReader(path);
        Timestamp? first = null;
        var complete = 0;
        var incomplete = 0;
        foreach (var window in reader.Windows())
        {
            if (window.Complete)
            {
                first ??= window.Opens;
                complete++;
            }
            else
            {
                incomplete++;
            }
        }

        return (first, complete, incomplete, reader.LinesSkipped);
    }

    public void Act(Timestamp now)
    {
        Play(_current, now);
        Play(_next, now);
        while (_current is { Over: true })
        {
            Provenance.WindowsPlayed++;
            _current = _next;
            _next = _current is null ? null : Read();
        }
    }

    public void Dispose() => _windows.Dispose();

    private static void Play(RecordedPlayback? playback, Timestamp now)
    {
        if (playback is not null && playback.NextDue <= now)
        {
            playback.Act(now);
        }
    }

    private RecordedPlayback? Read()
    {
        while (_taken < _windowsMax && _windows.MoveNext())
        {
            Provenance.LinesSkipped = _reader.LinesSkipped;
            var window = _windows.Current;

            // A window before the one at hand is a repetition or a shuffled file: time only goes on.
            if (window.Complete && (_current is null || window.Opens > _current.Opens))
            {
                _taken++;
                return new RecordedPlayback(_venue, window, _outcomes, Provenance);
            }

            Provenance.WindowsSkipped++;
        }

        return null;
    }
}
