using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Parameters;

namespace PolyCloud.ReadModel.Commands;

/// <summary>A wished change of strategy parameters.</summary>
/// <param name="Scope">For all windows, one series or one market.</param>
/// <param name="Key">Series (<c>btc-5m</c>) or condition id; empty for all.</param>
/// <param name="Group">Only markets of this group, or null for both.</param>
/// <param name="AtOnce">Also in windows that are being traded now; else from the next window on.</param>
/// <param name="Settings">Keys below <c>engine.asymmetric</c> and <c>engine.bots</c> with their new values; 1 to 64.</param>
/// <param name="Why">For the person who approves.</param>
public sealed record ParameterProposalRequest(
    ParameterScope Scope, string Key, ParameterGroup? Group, bool AtOnce, IReadOnlyDictionary<string, string> Settings, string Why);
