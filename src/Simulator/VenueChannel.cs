namespace PolyCloud.Simulator;

/// <summary>The venue's sockets.</summary>
public enum VenueChannel : byte
{
    /// <summary>Books and trades of subscribed tokens.</summary>
    Market,

    /// <summary>Own orders and trades.</summary>
    User,

    /// <summary>Prices of the underlyings.</summary>
    Price,
}
