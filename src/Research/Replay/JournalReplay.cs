using System.Buffers.Binary;
using System.Security.Cryptography;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Replay;

/// <summary>
/// Feeds the inputs of a journaled run to a fresh engine and compares every decision with the recorded one, byte by byte. Stops at
/// the first difference or at the first fault of the journal that hides something: a wrong decision is never passed over.
/// </summary>
public sealed class JournalReplay
{
    private readonly JournalRun _run;
    private readonly TradingEngine _engine;
    private readonly EffectBuffer _effects = new();
    private readonly DecodeRoom _room = new();
    private readonly byte[] _answered = new byte[EffectBuffer.DefaultCapacity * EffectCodec.Bytes];
    private readonly List<JournalFault> _faults = [];
    private ReplayDifference? _difference;
    private long _steps;
    private long _effectCount;
    private long _withoutEffect;

    private JournalReplay(JournalRun run, EngineOptions options)
    {
        _run = run;
        _engine = new TradingEngine(options);
    }

    /// <summary>Replays a run with the options it was recorded with.</summary>
    /// <exception cref="FormatException">The run is no engine's, or has options that this engine does not know.</exception>
    public static ReplayResult Run(JournalRun run) => Run(run, OptionsOf(run));

    /// <summary>Replays a run with other options: the result names the first decision that they change.</summary>
    /// <exception cref="FormatException">The run is no engine's.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static ReplayResult Run(JournalRun run, EngineOptions options) => new JournalReplay(run, options).Run();

    /// <exception cref="FormatException">The run is no engine's, or has options that this engine does not know.</exception>
    public static EngineOptions OptionsOf(JournalRun run) => run.Provenance.Content != EngineProvenance.Content
        ? throw new FormatException($"The run {run.Name} holds {run.Provenance.Content}, not the inputs of an engine.")
        : EngineOptionsText.HashOf(run.Provenance.Options) == run.Provenance.OptionsHash
            ? EngineOptionsText.Parse(run.Provenance.Options)
            : throw new FormatException($"The options of the run {run.Name} do not have the hash beside them.");

    private ReplayResult Run()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = new JournalReader(_run);
        while (_difference is null && reader.TryRead(out var entry) && !Stops(reader))
        {
            if (entry.Kind == JournalRecordKind.Step)
            {
                Step(entry, hash);
            }
        }

        _faults.AddRange(reader.Faults);
        return new ReplayResult
        {
            Provenance = _run.Provenance,
            Steps = _steps,
            Effects = _effectCount,
            WithoutEffect = _withoutEffect,
            GoldenHash = Convert.ToHexStringLower(hash.GetHashAndReset()),
            Difference = _difference,
            Faults = _faults,
            Totals = _engine.Totals,
        };
    }

    private bool Stops(JournalReader reader) => _faults.Count > 0 || (reader.Faults.Count > 0 && reader.Faults.Any(static fault => !fault.IsHarmless));

    private void Step(in JournalEntry entry, IncrementalHash hash)
    {
        var threw = true;
        var answer = 0;
        StepRecord recorded;
        _effects.Clear();
        try
        {
            recorded = StepRecord.Read(entry.Payload, _room);
        }
        catch (JournalUnreadableException problem)
        {
            Unreadable(entry, problem);
            return;
        }

        try
        {
            answer = recorded.Codec.Apply(recorded.Input, _room, recorded.Now, _engine, _effects);
            threw = false;
        }
        catch (JournalUnreadableException problem)
        {
            Unreadable(entry, problem);
            return;
        }
        catch (Exception)
        {
            // The live engine may have thrown here too: whether it did is part of what is compared.
            answer = 0;
        }

        _steps++;
        _effectCount += _effects.Count;
        _withoutEffect += _effects.Count == 0 ? 1 : 0;
        var replayed = Encode();
        Add(hash, entry.Number, replayed);
        if (threw != recorded.Threw || answer != recorded.Answer || !replayed.SequenceEqual(recorded.Effects))
        {
            _difference = Differ(entry.Number, recorded, threw, answer, replayed);
        }
    }

    private void Unreadable(in JournalEntry entry, JournalUnreadableException problem) =>
        _faults.Add(new JournalFault(JournalFaultKind.RecordUnreadable, _run.Name, 0, entry.Number, problem.Message));

    private ReadOnlySpan<byte> Encode()
    {
        var writer = new PayloadWriter(_answered);
        foreach (ref readonly var effect in _effects.Written)
        {
            EffectCodec.Write(ref writer, effect);
        }

        return _answered.AsSpan(0, writer.Length);
    }

    private static void Add(IncrementalHash hash, long number, ReadOnlySpan<byte> effects)
    {
        if (effects.Length > 0)
        {
            Span<byte> place = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(place, number);
            hash.AppendData(place);
            hash.AppendData(effects);
        }
    }

    private ReplayDifference Differ(long number, in StepRecord recorded, bool threw, int answer, ReadOnlySpan<byte> replayed) => new(
        number,
        recorded.Now,
        MarketOf(recorded.Effects, replayed),
        StepJson.TextOfInput(recorded, _room),
        Side(recorded.Threw, recorded.Answer, answer, StepJson.TextsOfEffects(recorded.Effects, _room)),
        Side(threw, answer, recorded.Answer, StepJson.TextsOfEffects(replayed, _room)));

    private static IReadOnlyList<string> Side(bool threw, int answer, int otherAnswer, IReadOnlyList<string> effects)
    {
        List<string> lines = [.. effects];
        if (answer != otherAnswer)
        {
            lines.Add($"returned {answer}");
        }

        if (threw)
        {
            lines.Add("the engine threw an exception");
        }

        return lines;
    }

    /// <summary>The market of the first effect that stands on one side only.</summary>
    private string MarketOf(ReadOnlySpan<byte> recorded, ReadOnlySpan<byte> replayed)
    {
        var same = recorded.CommonPrefixLength(replayed) / EffectCodec.Bytes * EffectCodec.Bytes;
        var differing = same < recorded.Length ? recorded[same..] : replayed[Math.Min(same, replayed.Length)..];
        if (differing.IsEmpty)
        {
            return "";
        }

        var reader = new PayloadReader(differing, _room);
        var market = EffectCodec.Read(ref reader).Market;
        return _engine.ActiveMarkets.Contains(market) ? _engine.View(market).Spec.Slug : market.ToString();
    }
}
