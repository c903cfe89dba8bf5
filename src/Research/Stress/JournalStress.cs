using System.Diagnostics;
using System.Runtime.ExceptionServices;
using PolyCloud.ContainerWorker.Measurement;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Research.Replay;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Research.Stress;

/// <summary>
/// Presses a journaled run through the stages of the data plane at a multiple of its pace: one thread reads, a bounded queue, one
/// thread steps the engine and journals, a third one writes the disk. Decisions are not compared; <see cref="JournalReplay"/> does.
/// </summary>
public sealed class JournalStress
{
    private const int HeapLookEvery = 4_096;

    private readonly JournalRun _run;
    private readonly StressOptions _options;
    private readonly StressQueue _queue;
    private readonly LatencyHistogram _steps = new();
    private readonly LatencyHistogram _latencies = new();
    private long _inputs;
    private long _readingTicks;
    private long _engineTicks;
    private long _heap;
    private long _backlog;
    private long _queueFullAt = long.MaxValue;
    private long _journalBehindAt = long.MaxValue;

    private JournalStress(JournalRun run, StressOptions options)
    {
        _run = run;
        _options = options;
        _queue = new StressQueue(options.QueueCapacity);
    }

    /// <exception cref="FormatException">The run is no engine's, or is damaged.</exception>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The journal cannot be begun.</exception>
    public static StressReport Run(JournalRun run, StressOptions options) => new JournalStress(run, options).Run();

    private StressReport Run()
    {
        var options = JournalReplay.OptionsOf(_run);
        var began = Stopwatch.GetTimestamp();
        long lost;
        using (var journal = JournalWriter.Open(new JournalOptions { Directory = _options.JournalDirectory }, _run.Provenance, Guid.NewGuid(), TimeProvider.System))
        {
            ExceptionDispatchInfo? failure = null;
            var reading = new Thread(() =>
            {
                try
                {
                    Read(began);
                }
                catch (Exception problem)
                {
                    failure = ExceptionDispatchInfo.Capture(problem);
                }
                finally
                {
                    _queue.End();
                }
            }) { Name = "stress reading", IsBackground = true };
            reading.Start();
            try
            {
                Step(new TradingEngine(options), journal);
            }
            finally
            {
                _queue.Abandon();
                reading.Join();
            }

            failure?.Throw();
            lost = journal.Lost;
        }

        return Report(Stopwatch.GetElapsedTime(began).TotalSeconds, lost);
    }

    private void Read(long began)
    {
        using var reader = new JournalReader(_run);
        var room = new DecodeRoom();
        long? first = null;
        var from = Stopwatch.GetTimestamp();
        while (reader.TryRead(out var entry))
        {
            if (reader.Faults.FirstOrDefault(fault => !fault.IsHarmless) is { } fault)
            {
                throw new FormatException(fault.ToString());
            }

            if (entry.Kind != JournalRecordKind.Step)
            {
                continue;
            }

            var now = StepRecord.Read(entry.Payload, room).Now.Micros;
            first ??= now;
            _readingTicks += Stopwatch.GetTimestamp() - from;
            var due = _options.Speed is { } speed ? WaitUntil(began + (long)((now - first.Value) / speed * (Stopwatch.Frequency / 1e6))) : Stopwatch.GetTimestamp();
            if (!_queue.Put(entry.Payload, due))
            {
                return;
            }

            from = Stopwatch.GetTimestamp();
            if (_queue.WasFull && _queueFullAt == long.MaxValue)
            {
                _queueFullAt = from;
            }
        }
    }

    /// <summary>Sleeps while it is far, spins when it is near.</summary>
    private static long WaitUntil(long due)
    {
        for (var left = due - Stopwatch.GetTimestamp(); left > 0; left = due - Stopwatch.GetTimestamp())
        {
            if (left > Stopwatch.Frequency / 500)
            {
                Thread.Sleep(1);
            }
        }

        return due;
    }

    private void Step(TradingEngine engine, JournalWriter journal)
    {
        var effects = new EffectBuffer();
        var room = new DecodeRoom();
        while (_queue.Take(out var taken))
        {
            var payload = taken.Payload.AsSpan(0, taken.Length);
            var from = Stopwatch.GetTimestamp();
            effects.Clear();
            var step = StepRecord.Read(payload, room);
            try
            {
                _ = step.Codec.Apply(step.Input, room, step.Now, engine, effects);
            }
            catch (InvalidOperationException) when (step.Threw)
            {
                // As it was recorded.
            }

            _ = journal.TryAppend(payload);
            var ended = Stopwatch.GetTimestamp();
            StressQueue.Return(taken.Payload);
            _engineTicks += ended - from;
            _steps.Record(Nanoseconds(ended - from));
            _latencies.Record(Nanoseconds(ended - taken.Due));
            Look(journal, ended);
        }
    }

    private void Look(JournalWriter journal, long now)
    {
        _backlog = Math.Max(_backlog, journal.Backlog);
        if (_inputs++ % HeapLookEvery == 0)
        {
            _heap = Math.Max(_heap, GC.GetTotalMemory(forceFullCollection: false));
        }

        if (!journal.IsKeeping && _journalBehindAt == long.MaxValue)
        {
            _journalBehindAt = now;
        }
    }

    private StressReport Report(double seconds, long lost)
    {
        var (reading, engine) = (Share(_readingTicks, seconds), Share(_engineTicks, seconds));
        return new StressReport
        {
            Inputs = _inputs,
            Seconds = Math.Round(seconds, 3),
            QueueDepthMaximum = _queue.DepthMaximum,
            StepMicrosP50 = _steps.PercentileNanoseconds(0.5) / 1e3,
            StepMicrosP99 = _steps.PercentileNanoseconds(0.99) / 1e3,
            StepMicrosMaximum = _steps.MaximumNanoseconds / 1e3,
            LatencyMicrosP50 = _latencies.PercentileNanoseconds(0.5) / 1e3,
            LatencyMicrosP99 = _latencies.PercentileNanoseconds(0.99) / 1e3,
            LatencyMicrosMaximum = _latencies.MaximumNanoseconds / 1e3,
            HeapBytesMaximum = _heap,
            JournalBacklogMaximum = _backlog,
            JournalLost = lost,
            ReadingShare = reading,
            EngineShare = engine,
            Bottleneck = Bottleneck(reading, engine),
        };
    }

    private string Bottleneck(double reading, double engine) => Math.Min(_journalBehindAt, _queueFullAt) switch
    {
        long.MaxValue => $"none; busiest is {(engine >= reading ? $"the engine at {engine:P0}" : $"reading at {reading:P0}")}",
        var first when first == _journalBehindAt => "the journal's disk: it fell behind first",
        _ => "the engine: its queue was full first",
    };

    private static double Share(long ticks, double seconds) => Math.Round(ticks / (seconds * Stopwatch.Frequency), 4);

    private static long Nanoseconds(long ticks) => (long)(ticks * (1e9 / Stopwatch.Frequency));
}
