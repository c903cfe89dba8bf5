using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnResumeMarket"/>
public readonly record struct ResumeMarketInput(MarketId Market) : IEngineInput<ResumeMarketInput>
{
    public static InputKind Kind => InputKind.ResumeMarket;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnResumeMarket);

    public static ResumeMarketInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()));

    public void Write(ref PayloadWriter writer) => writer.Int32(Market.Slot);

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnResumeMarket(now, Market, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json) => json.WriteNumber("market", Market.Slot);
}
