using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnFeed"/>
public readonly record struct FeedInput(Feed Feed, bool Healthy) : IEngineInput<FeedInput>
{
    public static InputKind Kind => InputKind.Feed;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnFeed);

    public static FeedInput Read(scoped ref PayloadReader reader) => new(reader.OneOf<Feed>(), reader.Bool());

    public void Write(ref PayloadWriter writer)
    {
        writer.Byte((byte)Feed);
        writer.Bool(Healthy);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnFeed(now, Feed, Healthy, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("feed", Feed.ToString());
        json.WriteBoolean("healthy", Healthy);
    }
}
