using System.Numerics;

namespace PolyCloud.Simulator.Verification;

/// <summary>
/// Position ids, the token numbers of markets on the position exchange: from the top module (8 bits), base hash (128), arity (16),
/// reserved (64, zero), chain (16), condition index (16), outcome (8).
/// </summary>
public static class PositionIds
{
    private const int BitsBelowReserved = 40;

    /// <summary>The official client's own test: the reserved bits are zero.</summary>
    /// <param name="token">The number in decimal.</param>
    public static bool HasLayout(string token) => ((BigInteger.Parse(token) >> BitsBelowReserved) & ulong.MaxValue).IsZero;
}
