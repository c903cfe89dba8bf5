namespace PolyCloud.Engine.Inputs;

/// <summary>What the venue lets us do now.</summary>
public enum VenueMode : byte
{
    Normal,

    /// <summary>The matching engine restarts (425): nothing can be sent.</summary>
    Restarting,

    /// <summary>After a restart: only post-only orders and cancels.</summary>
    PostOnly,

    CancelOnly,
    Disabled,
    Geoblocked,
    ClosedOnly,
}

/// <summary>The connections the engine depends on.</summary>
public enum Feed : byte
{
    /// <summary>Books and trades.</summary>
    Market,

    /// <summary>Own orders and fills.</summary>
    User,

    /// <summary>Prices of the underlying.</summary>
    Oracle,

    /// <summary>The dead-man switch.</summary>
    Heartbeat,

    /// <summary>Open orders, fills and balances have been asked from the venue since the last gap.</summary>
    Reconciliation,

    /// <summary>State store and intent log take writes.</summary>
    Storage,

    /// <summary>The journal follows. A run without one is never told of it, so this alone is healthy from the start.</summary>
    Journal,

    /// <summary>
    /// What the control plane wants is known and young. A run without a control plane is never told of it, so it is healthy from the start.
    /// </summary>
    Control,
}
