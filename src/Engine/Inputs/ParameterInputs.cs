using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>What a parameter set is for; a later one is more particular and wins.</summary>
public enum ParameterScope : byte
{
    All,

    /// <summary>Windows of one asset and length: <c>btc-5m</c>.</summary>
    Series,

    /// <summary>One market by its condition id.</summary>
    Market,
}

/// <summary>
/// One set of parameters for one scope, in place of the set that scope and group had. A window is traded with one set from its open
/// to its end: the change takes hold in each market that has not opened yet.
/// </summary>
public sealed record ParameterChange
{
    /// <summary>Two groups of a hundred series and markets: more is a table nobody reads. Further ones are refused.</summary>
    public const int MostInForce = 256;

    public required ParameterScope Scope { get; init; }

    /// <summary>Series or condition id; empty for all.</summary>
    public string Key { get; init; } = "";

    /// <summary>Only markets of this group, or null for both. Within a scope the set of a group wins.</summary>
    public ParameterGroup? Group { get; init; }

    /// <summary>The set, or null to take the scope's set away.</summary>
    public StrategyParameters? Parameters { get; init; }

    /// <summary>Also in markets that are being traded now: their strategies begin anew, their orders stay where they still fit.</summary>
    public bool AtOnce { get; init; }

    /// <summary>The settings a person gave, <c>key=value</c>, that made the set of the engine's own; told again on request, decides nothing.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Why, for the next person; decides nothing.</summary>
    public string Why { get; init; } = "";

    /// <summary>When it was first asked for; decides nothing.</summary>
    public Timestamp Asked { get; init; }

    /// <summary>What is wrong with it, by name; empty where it can be taken.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Scope > ParameterScope.Market)
        {
            errors.Add($"scope is {(int)Scope}; allowed is All, Series or Market");
        }

        if (Key.Length == 0 != (Scope == ParameterScope.All))
        {
            errors.Add($"key is '{Key}'; scope {Scope} needs {(Scope == ParameterScope.All ? "none" : "one")}");
        }

        errors.AddRange(Parameters?.Validate() ?? []);
        return errors;
    }

    internal bool Concerns(MarketSpec spec, ParameterGroup group) => (Group is null || Group == group) && Scope switch
    {
        ParameterScope.All => true,
        ParameterScope.Series => Key.Equals(spec.Series, StringComparison.OrdinalIgnoreCase),
        _ => Key.Equals(spec.ConditionId, StringComparison.OrdinalIgnoreCase),
    };
}
