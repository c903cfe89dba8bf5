using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>One setting as it is in force.</summary>
/// <param name="Key">Its path: <c>engine.risk.maximumDailyLoss</c>.</param>
/// <param name="Value">In the text of the settings.</param>
/// <param name="Default">The same, of the default.</param>
/// <param name="Documentation">What it does, its unit and its range.</param>
/// <param name="IsChangeable">Whether a proposal may change it while the engine runs.</param>
public sealed record ParameterSnapshot(string Key, string Value, string Default, string Documentation, bool IsChangeable);

/// <summary>How far a proposal is.</summary>
public enum ProposalState : byte
{
    Proposed,

    /// <summary>In the engine.</summary>
    Approved,

    Rejected,
}

/// <summary>A wished change of strategy parameters; it takes hold only when it is approved.</summary>
/// <param name="Settings">Keys and new values.</param>
/// <param name="Key">Series or condition id of the scope; empty for all.</param>
/// <param name="AtOnce">Also in windows that are being traded now.</param>
/// <param name="DecidedBy">Empty until decided.</param>
public sealed record ParameterProposal(
    string Id, ParameterScope Scope, string Key, ParameterGroup? Group, bool AtOnce, IReadOnlyDictionary<string, string> Settings, string Why, string ProposedBy, Timestamp ProposedAt,
    ProposalState State, string DecidedBy, Timestamp DecidedAt);

/// <summary>Settings in force and proposals.</summary>
public sealed record ParametersSnapshot(IReadOnlyList<ParameterSnapshot> InForce, IReadOnlyList<ParameterProposal> Proposals)
{
    public static ParametersSnapshot Empty { get; } = new([], []);
}
