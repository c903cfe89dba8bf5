using PolyCloud.Simulator;

namespace PolyCloud.Research.InProcess;

/// <summary>Which channel of the simulated venue a socket of a worker talks to.</summary>
internal static class VenueChannels
{
    /// <param name="socket">The session's name.</param>
    public static VenueChannel Of(string socket) => socket switch
    {
        "market" => VenueChannel.Market,
        "user" => VenueChannel.User,
        "price" => VenueChannel.Price,
        "rtds" => VenueChannel.LegacyPrice,
        "binance" => VenueChannel.Binance,
        "coinbase" => VenueChannel.Coinbase,
        _ => throw new InvalidOperationException($"The simulated venue has no channel for socket {socket}."),
    };
}
