using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Inputs;

namespace PolyCloud.Storage.Journal.Steps;

/// <summary>
/// One step of the engine as the journal keeps it: record kind, input kind and version, engine's moment, length and bytes of the
/// input; then what came of it: ended or threw, what the method returned, version and bytes of the effects.
/// </summary>
public readonly ref struct StepRecord
{
    private const byte Done = 0;
    private const byte ThrewMark = 1;

    private StepRecord(Timestamp now, InputCodec codec, ReadOnlySpan<byte> input, bool threw, int answer, ReadOnlySpan<byte> effects)
    {
        Now = now;
        Codec = codec;
        Input = input;
        Threw = threw;
        Answer = answer;
        Effects = effects;
    }

    /// <summary>The moment that was given to the engine.</summary>
    public Timestamp Now { get; }

    public InputCodec Codec { get; }

    /// <summary>The input's own bytes.</summary>
    public ReadOnlySpan<byte> Input { get; }

    /// <summary>The engine refused or broke at this input with an exception; its effects until then are kept.</summary>
    public bool Threw { get; }

    /// <summary>What the method returned: the slot of a market or the number of a reason, else 0.</summary>
    public int Answer { get; }

    /// <summary>The effects' bytes, <see cref="EffectCodec.Bytes"/> each.</summary>
    public ReadOnlySpan<byte> Effects { get; }

    /// <exception cref="JournalUnreadableException">The payload is no step of this program.</exception>
    public static StepRecord Read(ReadOnlySpan<byte> payload, DecodeRoom room)
    {
        var reader = new PayloadReader(payload, room);
        if (reader.Byte() != (byte)JournalRecordKind.Step)
        {
            throw new JournalUnreadableException("the record is no step");
        }

        var codec = InputCatalog.Find(reader.Byte(), reader.Byte());
        var now = reader.Time();
        var input = reader.Bytes();
        var threw = reader.Bool();
        var answer = reader.Int32();
        if (reader.Byte() is var version and not EffectCodec.Version)
        {
            throw new JournalUnreadableException($"effects have layout version {version}, this program reads {EffectCodec.Version}");
        }

        var effects = reader.Bytes();
        return reader.Remaining == 0 && effects.Length % EffectCodec.Bytes == 0
            ? new StepRecord(now, codec, input, threw, answer, effects)
            : throw new JournalUnreadableException("the effects of a step do not fill its record");
    }

    internal static void WriteInput<T>(ref PayloadWriter writer, Timestamp now, scoped in T input)
        where T : IEngineInput<T>, allows ref struct
    {
        writer.Byte((byte)JournalRecordKind.Step);
        writer.Byte((byte)T.Kind);
        writer.Byte(T.Version);
        writer.Time(now);
        var length = writer.ReserveInt32();
        input.Write(ref writer);
        writer.Patch(length, writer.Length - length - sizeof(int));
    }

    internal static void WriteOutcome(ref PayloadWriter writer, bool threw, int answer, ReadOnlySpan<Effect> effects)
    {
        writer.Byte(threw ? ThrewMark : Done);
        writer.Int32(answer);
        writer.Byte(EffectCodec.Version);
        WriteEffects(ref writer, effects);
    }

    internal static void WriteEffects(ref PayloadWriter writer, ReadOnlySpan<Effect> effects)
    {
        writer.Int32(effects.Length * EffectCodec.Bytes);
        foreach (ref readonly var effect in effects)
        {
            EffectCodec.Write(ref writer, effect);
        }
    }
}
