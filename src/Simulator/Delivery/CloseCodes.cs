namespace PolyCloud.Simulator.Delivery;

/// <summary>WebSocket close codes the venue uses.</summary>
public static class CloseCodes
{
    /// <summary>The venue needs the connection no longer: an idle user socket.</summary>
    public const int Normal = 1000;

    /// <summary>A message the protocol does not allow: refused credentials on the user channel.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>Price socket: authentication failed too often.</summary>
    public const int Authentication = 4001;

    public const int SlowConsumer = 4002;
}
