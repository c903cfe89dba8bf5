using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Prices;

/// <summary>What the price socket's close codes and error codes ask for.</summary>
internal static class PolyBoltClosing
{
    /// <summary>The server is emptied: come back after a random wait up to <see cref="DrainSpread"/>.</summary>
    public const int Drain = 4003;

    private const int Authentication = 4001;
    private const int SlowConsumer = 4002;
    private const int Policy = 4008;

    /// <summary>As the venue asks.</summary>
    public static readonly Duration DrainSpread = Duration.FromSeconds(10);

    /// <summary>The connection was refused rather than lost.</summary>
    public static bool IsRefusal(int closeCode) => closeCode is Authentication or Policy;

    /// <summary>
    /// Error codes that the same frames will meet again. The others pass: an expired session, a busy venue, and <c>auth_invalid</c>
    /// too, since a credential is used within a second of its creation.
    /// </summary>
    public static bool IsLasting(string errorCode) => errorCode is "auth_attempts" or "sub_limit" or "bad_filter";

    public static string Words(int closeCode) => closeCode switch
    {
        Authentication => "closed: authentication (4001)",
        SlowConsumer => "closed: read too slowly (4002)",
        Drain => "closed: the server is emptied (4003)",
        Policy => "closed: policy (4008)",
        _ => "the connection was closed",
    };
}
