namespace PolyCloud.Engine.Strategies;

/// <summary>Settings of the strategies, one group each.</summary>
public sealed record BotsOptions
{
    /// <summary>Most bots of one engine.</summary>
    public const int MaximumBots = 16;

    internal void Validate(OptionErrors errors, string key)
    {
    }
}
