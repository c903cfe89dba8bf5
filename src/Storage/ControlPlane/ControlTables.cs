namespace PolyCloud.Storage.ControlPlane;

/// <summary>Where the control plane and the workers meet: <c>docs/state.md</c> says it for people. The partition is the shard everywhere.</summary>
public static class ControlTables
{
    /// <summary>Written by the control plane: rows <see cref="HaltRow"/>, <see cref="ParametersRow"/>, <c>market:slug</c>.</summary>
    public const string Desired = "Desired";

    /// <summary>Written by the worker: row <see cref="WorkerRow"/>.</summary>
    public const string Observed = "Observed";

    /// <summary>What people must know, by key.</summary>
    public const string Alerts = "Alerts";

    /// <summary>What was done: rows <c>kill:id</c>, <c>market:slug</c>, <c>missed:series:open</c>, <c>day:series:day</c>.</summary>
    public const string Reports = "Reports";

    internal const string HaltRow = "halt";

    internal const string ParametersRow = "parameters";

    public const string WorkerRow = "worker";

    internal const string MarketPrefix = "market:";
}
