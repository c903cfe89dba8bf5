using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>One setting as it is in force.</summary>
public sealed record ParameterBody(string Key, string Value, string Default, string Documentation, bool IsChangeable)
{
    internal static ParameterBody Of(ParameterSnapshot parameter) => new(parameter.Key, parameter.Value, parameter.Default, parameter.Documentation, parameter.IsChangeable);
}

/// <summary>A wished change of strategy parameters.</summary>
/// <param name="State">proposed, approved or rejected.</param>
public sealed record ProposalBody(
    string Id, string Scope, string Key, string? Group, bool AtOnce, IReadOnlyDictionary<string, string> Settings, string Why, string ProposedBy, string ProposedAt, string State, string? DecidedBy, string? DecidedAt)
{
    internal static ProposalBody Of(ParameterProposal proposal) => new(
        proposal.Id, Words.Label(proposal.Scope), proposal.Key, proposal.Group?.ToString(), proposal.AtOnce, proposal.Settings, proposal.Why, proposal.ProposedBy, proposal.ProposedAt.ToString(),
        Words.Label(proposal.State), proposal.State == ProposalState.Proposed ? null : proposal.DecidedBy, proposal.State == ProposalState.Proposed ? null : proposal.DecidedAt.ToString());
}
