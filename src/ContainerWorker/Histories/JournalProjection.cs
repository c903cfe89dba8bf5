using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Histories;

/// <summary>Rebuilds the histories of a worker from its journal: feeds the inputs of each run to a fresh engine and looks at it once a second of its time.</summary>
public sealed class JournalProjection
{
    private readonly string _shard;
    private readonly HistoryFold _fold;
    private readonly EffectBuffer _effects = new();
    private readonly DecodeRoom _room = new();
    private readonly List<JournalFault> _faults = [];

    public JournalProjection(string shard)
    {
        _shard = shard;
        _fold = new HistoryFold(shard, static _ => null);
    }

    /// <summary>Inputs fed to engines.</summary>
    public long Steps { get; private set; }

    /// <summary>What is wrong with the journal: histories hold what could be read.</summary>
    public IReadOnlyList<JournalFault> Faults => _faults;

    /// <summary>Takes one run; in the order of their epochs.</summary>
    /// <param name="options">The run was recorded with.</param>
    public void Take(JournalRun run, EngineOptions options)
    {
        var engine = new TradingEngine(options);
        var view = new JournaledEngine(engine, null);
        var now = Timestamp.Never;
        using var reader = new JournalReader(run);
        while (reader.TryRead(out var entry))
        {
            if (entry.Kind == JournalRecordKind.Step && Step(entry, engine, run.Name) is { } moment)
            {
                now = moment;
                Look(view, now, run.Provenance.Epoch);
            }
        }

        _faults.AddRange(reader.Faults);
        if (!now.IsNever)
        {
            _fold.Take(HistorySample.Of(view, now, _shard, run.Provenance.Epoch));
        }
    }

    /// <summary>Writes what was folded; the periods are replaced, others left alone.</summary>
    /// <returns>Periods written.</returns>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The store cannot be written; some of the periods may be.</exception>
    public async Task<int> WriteAsync(HistoryStore store, CancellationToken cancellation)
    {
        var changed = _fold.TakeChanged();
        foreach (var part in changed.GroupBy(static entry => (entry.Key.Table, entry.Key.Partition)))
        {
            await store.WriteAsync(part.Key.Table, part.Key.Partition, part.Select(static entry => entry.Value), cancellation);
        }

        return changed.Count;
    }

    private void Look(JournaledEngine view, Timestamp now, long epoch)
    {
        if (_fold.IsDue(now))
        {
            _fold.Take(HistorySample.Of(view, now, _shard, epoch));
        }
    }

    /// <summary>Null where the record cannot be understood.</summary>
    private Timestamp? Step(in JournalEntry entry, TradingEngine engine, string run)
    {
        _effects.Clear();
        try
        {
            var step = StepRecord.Read(entry.Payload, _room);
            try
            {
                _ = step.Codec.Apply(step.Input, _room, step.Now, engine, _effects);
            }
            catch (Exception problem) when (problem is not JournalUnreadableException)
            {
                // The live engine threw here too, and its worker went on; replay compares, a projection does not.
            }

            Steps++;
            return step.Now;
        }
        catch (JournalUnreadableException problem)
        {
            _faults.Add(new JournalFault(JournalFaultKind.RecordUnreadable, run, 0, entry.Number, problem.Message));
            return null;
        }
    }
}
