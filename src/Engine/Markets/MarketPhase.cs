namespace PolyCloud.Engine.Markets;

/// <summary>Phases of a window, in order; a later one is stricter than an earlier one until <see cref="Done"/>.</summary>
public enum MarketPhase : byte
{
    Discovered,

    /// <summary>Feeds are being proven by data; nothing is quoted before the window opens.</summary>
    Warming,

    Making,

    /// <summary>Smaller size, closing preferred.</summary>
    Unwind,

    /// <summary>No opening order.</summary>
    CloseOnly,

    /// <summary>Net exposure is covered by the cheapest executable way.</summary>
    HedgeLock,

    /// <summary>No order at all; waiting for the end.</summary>
    Done,

    /// <summary>The window has ended; its winner is not known yet.</summary>
    Resolving,

    /// <summary>The winner is known and paid.</summary>
    Settled,
}
