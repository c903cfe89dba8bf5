using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Strategies.CompleteSet;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Strategies.Value;

namespace PolyCloud.Engine.Strategies;

/// <summary>The strategies by the names settings know them by. A new strategy adds one line here.</summary>
public static class StrategyCatalog
{
    private static readonly (string Name, Func<StrategyParameters, IStrategy> Create)[] Known =
    [
        (AsymmetricStrategy.StrategyName, options => new AsymmetricStrategy(options.Asymmetric)),
        (CompleteSetStrategy.StrategyName, options => new CompleteSetStrategy(options.Bots.CompleteSet)),
        (NegativeRiskStrategy.StrategyName, options => new NegativeRiskStrategy(options.Bots.NegativeRisk)),
        (ValueStrategy.StrategyName, options => new ValueStrategy(options.Bots.Value)),
        (BilateralMakerStrategy.StrategyName, options => new BilateralMakerStrategy(options.Bots.BilateralMaker)),
        (PairedLadderStrategy.StrategyName, options => new PairedLadderStrategy(options.Bots.PairedLadder)),
    ];

    public static IEnumerable<string> Names => Known.Select(entry => entry.Name);

    /// <summary>Whether it trades the markets of multi-outcome events alone, and nothing in windows.</summary>
    public static bool TradesEvents(string name) => name == NegativeRiskStrategy.StrategyName;

    /// <summary>New strategies for a valid list of names, in its order.</summary>
    internal static IReadOnlyList<IStrategy> Create(string list, StrategyParameters parameters) =>
        [.. Split(list).Select(name => Known.First(entry => entry.Name == name).Create(parameters))];

    internal static void Validate(string list, OptionErrors errors, string key)
    {
        var names = Split(list);
        if (names.Length is < 1 or > BotsOptions.MaximumBots)
        {
            errors.Add($"{key} names {names.Length} bots; allowed is 1 to {BotsOptions.MaximumBots}");
        }

        foreach (var unknown in names.Where(name => !Names.Contains(name)))
        {
            errors.Add($"{key} names '{unknown}'; allowed is {string.Join(", ", Names)}");
        }
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
