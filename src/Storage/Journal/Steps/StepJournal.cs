using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Inputs;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Storage.Journal.Steps;

/// <summary>Puts the engine's steps into a journal: the input before the engine is called, what came of it behind it.</summary>
public sealed class StepJournal(JournalWriter journal)
{
    private readonly byte[] _record = new byte[JournalFrame.PayloadBytesMaximum];
    private int _written;
    private bool _tooLong;

    /// <summary>Nothing is lost, and the disk follows: quoting may go on.</summary>
    public bool IsKeeping => journal.IsKeeping;

    internal void Begin<T>(Timestamp now, scoped in T input)
        where T : IEngineInput<T>, allows ref struct
    {
        var writer = new PayloadWriter(_record);
        _tooLong = false;
        try
        {
            StepRecord.WriteInput(ref writer, now, input);
        }
        catch (ArgumentException)
        {
            // Larger than any record: it is counted as lost, which stops quoting and shows as a gap.
            _tooLong = true;
        }

        _written = writer.Length;
    }

    internal void End(bool threw, int answer, ReadOnlySpan<Effect> effects)
    {
        var writer = new PayloadWriter(_record.AsSpan(_written));
        if (_tooLong || _record.Length - _written < 16 + (effects.Length * EffectCodec.Bytes))
        {
            journal.Lose();
            return;
        }

        StepRecord.WriteOutcome(ref writer, threw, answer, effects);
        _ = journal.TryAppend(_record.AsSpan(0, _written + writer.Length));
    }
}
