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

    /// <summary>Prices of the underlyings by the legacy protocol.</summary>
    LegacyPrice,

    /// <summary>The first exchange beside the venue.</summary>
    Binance,

    /// <summary>The second exchange beside the venue.</summary>
    Coinbase,
}
