using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <summary>Every kind of engine input, by its number in the journal.</summary>
public static class InputCatalog
{
    private static readonly InputCodec?[] ByKind = Index(
        new InputCodec<AddMarketInput>(),
        new InputCodec<RemoveMarketInput>(),
        new InputCodec<ClockInput>(),
        new InputCodec<BookSnapshotInput>(),
        new InputCodec<BookDeltasInput>(),
        new InputCodec<TradeInput>(),
        new InputCodec<TickSizeChangeInput>(),
        new InputCodec<BookLostInput>(),
        new InputCodec<OracleInput>(),
        new InputCodec<OrderReportInput>(),
        new InputCodec<FillInput>(),
        new InputCodec<RecoveredPositionInput>(),
        new InputCodec<ResolutionInput>(),
        new InputCodec<FeedInput>(),
        new InputCodec<VenueModeInput>(),
        new InputCodec<DesiredPhaseInput>(),
        new InputCodec<HaltInput>(),
        new InputCodec<HaltMarketInput>(),
        new InputCodec<ResumeInput>(),
        new InputCodec<ResumeMarketInput>(),
        new InputCodec<CollateralInput>(),
        new InputCodec<FastPriceInput>(),
        new InputCodec<PriceToBeatInput>(),
        new InputCodec<BotCommandInput>(),
        new InputCodec<OrderScoringInput>(),
        new InputCodec<InventoryOperationInput>(),
        new InputCodec<FlattenInput>(),
        new InputCodec<VenueErrorInput>(),
        new InputCodec<RiskStateInput>(),
        new InputCodec<ParametersInput>(),
        new InputCodec<CancelOrderInput>(),
        new InputCodec<PersonOrderInput>());

    /// <summary>Every codec there is.</summary>
    public static IEnumerable<InputCodec> All => ByKind.OfType<InputCodec>();

    /// <exception cref="JournalUnreadableException">No such kind, or another version of its layout.</exception>
    public static InputCodec Find(byte kind, byte version)
    {
        var codec = (kind < ByKind.Length ? ByKind[kind] : null) ?? throw new JournalUnreadableException($"input kind {kind} is unknown to this program");
        return codec.Version == version ? codec : throw new JournalUnreadableException($"input {codec.Kind} has layout version {version}, this program reads {codec.Version}");
    }

    private static InputCodec?[] Index(params ReadOnlySpan<InputCodec> codecs)
    {
        var byKind = new InputCodec?[byte.MaxValue + 1];
        foreach (var codec in codecs)
        {
            byKind[(int)codec.Kind] = byKind[(int)codec.Kind] is null ? codec : throw new InvalidOperationException($"Two codecs for {codec.Kind}.");
        }

        return byKind;
    }
}

/// <summary>Reads one kind of engine input.</summary>
public abstract class InputCodec
{
    public abstract InputKind Kind { get; }

    public abstract byte Version { get; }

    /// <summary>Name of the engine's method.</summary>
    public abstract string Method { get; }

    /// <summary>Reads the input and gives it to the engine; what the method returned.</summary>
    /// <exception cref="JournalUnreadableException">The bytes are none of this layout; the engine was not called.</exception>
    public abstract int Apply(ReadOnlySpan<byte> payload, DecodeRoom room, Timestamp now, TradingEngine engine, EffectBuffer effects);

    /// <summary>Reads the input and forgets it.</summary>
    /// <exception cref="JournalUnreadableException">The bytes are none of this layout.</exception>
    public abstract void Check(ReadOnlySpan<byte> payload, DecodeRoom room);

    /// <summary>Writes the fields for people into an object that is open.</summary>
    /// <exception cref="JournalUnreadableException">The bytes are none of this layout.</exception>
    public abstract void Describe(ReadOnlySpan<byte> payload, DecodeRoom room, Utf8JsonWriter json);
}

/// <summary>Reads the inputs of one type.</summary>
internal sealed class InputCodec<T> : InputCodec
    where T : IEngineInput<T>, allows ref struct
{
    public override InputKind Kind => T.Kind;

    public override byte Version => T.Version;

    public override string Method => T.Method;

    public override int Apply(ReadOnlySpan<byte> payload, DecodeRoom room, Timestamp now, TradingEngine engine, EffectBuffer effects) => Read(payload, room).Apply(now, engine, effects);

    public override void Check(ReadOnlySpan<byte> payload, DecodeRoom room) => _ = Read(payload, room);

    public override void Describe(ReadOnlySpan<byte> payload, DecodeRoom room, Utf8JsonWriter json) => Read(payload, room).Describe(json);

    private static T Read(ReadOnlySpan<byte> payload, DecodeRoom room)
    {
        room.Reset();
        var reader = new PayloadReader(payload, room);
        var input = T.Read(ref reader);
        return reader.Remaining == 0 ? input : throw new JournalUnreadableException($"{reader.Remaining} bytes are left behind an input {T.Kind}");
    }
}
