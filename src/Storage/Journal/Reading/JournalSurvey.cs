using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Frames;
using PolyCloud.Storage.Journal.Inputs;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>Everything of a directory read once: what is in it, and what is wrong with it.</summary>
public sealed class JournalSurvey
{
    private readonly DecodeRoom _room = new();
    private readonly List<JournalFault> _faults = [];
    private readonly List<RunSurvey> _runs = [];

    private JournalSurvey()
    {
    }

    /// <summary>Empty where every byte of the directory's segments is as it was written and nothing is missing.</summary>
    public IReadOnlyList<JournalFault> Faults => _faults;

    public IReadOnlyList<RunSurvey> Runs => _runs;

    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static JournalSurvey Of(string directory)
    {
        var survey = new JournalSurvey();
        var journal = JournalDirectory.Open(directory);
        survey._faults.AddRange(journal.Faults);
        foreach (var run in journal.Runs)
        {
            survey.Read(run);
        }

        return survey;
    }

    private void Read(JournalRun run)
    {
        var seen = new RunSurvey(run);
        using var reader = new JournalReader(run);
        while (reader.TryRead(out var entry))
        {
            seen.Records++;
            try
            {
                Count(seen, entry);
            }
            catch (JournalUnreadableException problem)
            {
                _faults.Add(new JournalFault(JournalFaultKind.RecordUnreadable, run.Name, 0, entry.Number, problem.Message));
            }
        }

        seen.IsClosed = reader.IsClosed;
        _faults.AddRange(reader.Faults);
        _runs.Add(seen);
    }

    private void Count(RunSurvey seen, in JournalEntry entry)
    {
        if (entry.Kind == JournalRecordKind.Frames)
        {
            foreach (var frame in FrameBlock.Read(entry.Payload, _room))
            {
                var stream = frame.Event == FrameEvent.Answer ? "answers" : frame.Stream;
                var (count, gaps) = seen.Streams.GetValueOrDefault(stream);
                seen.Streams[stream] = (count + 1, gaps + (frame.Event == FrameEvent.Closed ? 1 : 0));
                seen.First = seen.First.IsNever ? frame.Received : seen.First;
                seen.Last = frame.Received;
            }

            return;
        }

        var step = StepRecord.Read(entry.Payload, _room);
        step.Codec.Check(step.Input, _room);
        seen.Inputs[step.Codec.Kind] = seen.Inputs.GetValueOrDefault(step.Codec.Kind) + 1;
        seen.First = seen.First.IsNever ? step.Now : seen.First;
        seen.Last = step.Now;
        seen.WithoutEffect += step.Effects.IsEmpty ? 1 : 0;
        var effects = new PayloadReader(step.Effects, _room);
        while (effects.Remaining > 0)
        {
            var kind = EffectCodec.Read(ref effects).Kind;
            seen.Effects[kind] = seen.Effects.GetValueOrDefault(kind) + 1;
        }
    }
}

/// <summary>What one run holds.</summary>
public sealed class RunSurvey(JournalRun run)
{
    public JournalRun Run => run;

    public long Records { get; internal set; }

    /// <summary>Steps that changed nothing outside the engine.</summary>
    public long WithoutEffect { get; internal set; }

    public bool IsClosed { get; internal set; }

    /// <summary>Engine time of the first step, or receipt of the first frame; never where there is none.</summary>
    public Timestamp First { get; internal set; } = Timestamp.Never;

    public Timestamp Last { get; internal set; } = Timestamp.Never;

    public SortedDictionary<InputKind, long> Inputs { get; } = [];

    public SortedDictionary<EffectKind, long> Effects { get; } = [];

    /// <summary>Events of each recorded stream, and how many gaps it has.</summary>
    public SortedDictionary<string, (long Events, int Gaps)> Streams { get; } = new(StringComparer.Ordinal);

    public long Steps => Inputs.Values.Sum();
}
