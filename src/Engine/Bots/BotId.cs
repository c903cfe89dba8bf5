namespace PolyCloud.Engine.Bots;

/// <summary>A bot's place in its engine: dense from 0, in the order the settings name them.</summary>
public readonly record struct BotId(int Number)
{
    public override string ToString() => "b" + Number;
}
