using PolyCloud.Engine.Strategies.CompleteSet;

namespace PolyCloud.Engine.Strategies;

/// <summary>Settings of the strategies, one group each.</summary>
public sealed record BotsOptions
{
    /// <summary>Most bots of one engine.</summary>
    public const int MaximumBots = 16;

    public CompleteSetOptions CompleteSet { get; init; } = new();

    internal void Validate(OptionErrors errors, string key)
    {
        CompleteSet.Validate(errors, key + ".completeSet");
    }
}
