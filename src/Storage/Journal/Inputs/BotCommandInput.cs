using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnBotCommand"/>
public readonly record struct BotCommandInput(BotCommand Command) : IEngineInput<BotCommandInput>
{
    public static InputKind Kind => InputKind.BotCommand;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnBotCommand);

    public static BotCommandInput Read(scoped ref PayloadReader reader) =>
        new(new BotCommand(new BotId(reader.Int32()), reader.OneOf<BotSignal>(), reader.OneOf<Reason>(), reader.Time()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Command.Bot.Number);
        writer.Byte((byte)Command.Signal);
        writer.Byte((byte)Command.Reason);
        writer.Time(Command.PauseUntil);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnBotCommand(now, Command, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("bot", Command.Bot.Number);
        json.WriteString("signal", Command.Signal.ToString());
        json.WriteString("reason", Command.Reason.Label());
        json.WriteString("pauseUntil", Command.PauseUntil.ToString());
    }
}
