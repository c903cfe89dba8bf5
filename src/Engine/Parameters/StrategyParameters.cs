using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.Asymmetric;

namespace PolyCloud.Engine.Parameters;

/// <summary>The settings of every strategy: one whole, immutable set that a window is traded with.</summary>
public sealed record StrategyParameters
{
    public AsymmetricOptions Asymmetric { get; init; } = new();

    public BotsOptions Bots { get; init; } = new();

    /// <summary>Texts naming key, value and allowed range of each bad setting; empty where all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        Validate(errors, "engine");
        return errors.Texts;
    }

    internal void Validate(OptionErrors errors, string key)
    {
        Asymmetric.Validate(errors, key + ".asymmetric");
        Bots.Validate(errors, key + ".bots");
    }
}
