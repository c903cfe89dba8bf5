using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Strategies.CompleteSet;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Strategies.Value;

namespace PolyCloud.Engine.Strategies;

/// <summary>Settings of the strategies, one group each.</summary>
public sealed record BotsOptions
{
    /// <summary>Most bots of one engine.</summary>
    public const int MaximumBots = 16;

    public BilateralMakerOptions BilateralMaker { get; init; } = new();

    public PairedLadderOptions PairedLadder { get; init; } = new();

    public CompleteSetOptions CompleteSet { get; init; } = new();

    public NegativeRiskOptions NegativeRisk { get; init; } = new();

    public ValueOptions Value { get; init; } = new();

    internal void Validate(OptionErrors errors, string key)
    {
        BilateralMaker.Validate(errors, key + ".bilateralMaker");
        PairedLadder.Validate(errors, key + ".pairedLadder");
        CompleteSet.Validate(errors, key + ".completeSet");
        NegativeRisk.Validate(errors, key + ".negativeRisk");
        Value.Validate(errors, key + ".value");
    }
}
