using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Parameters;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>
/// What a person asks for: settings of strategies while the worker runs. They are put on top of the settings the worker was started
/// with and those asked for the same scope and group before; scopes do not inherit from each other, the most particular one wins whole.
/// </summary>
public sealed record ParameterRequest
{
    /// <summary><c>key=value</c> as for <c>--set</c>; only <c>engine.asymmetric.*</c> and <c>engine.bots.*</c> can change while it runs.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    public ParameterScope Scope { get; init; }

    /// <summary>Series (<c>btc-5m</c>) or condition id; empty for all.</summary>
    public string Key { get; init; } = "";

    /// <summary>Only markets of this half, or null for both.</summary>
    public ParameterGroup? Group { get; init; }

    /// <summary>Also in windows that are being traded now; else from the next window on.</summary>
    public bool AtOnce { get; init; }

    /// <summary>Takes back everything asked for this scope and group before; without settings that is all.</summary>
    public bool Reset { get; init; }

    /// <summary>Why, for the log and the next person. 1 to 500 characters.</summary>
    public string Reason { get; init; } = "";
}
