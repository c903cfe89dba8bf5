using PolyCloud.Engine.Markets;

namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// Position ids: the token numbers of markets on the position exchange. From the top: module (8 bits), base hash (128), arity (16),
/// reserved (64, zero), chain (16), condition index (16), outcome (8).
/// </summary>
public static class PositionId
{
    /// <summary>The venue's own test: the reserved bits are zero. Of numbers that are hashes one in 2^64 looks so.</summary>
    public static bool HasLayout(in UInt256 token) => (token.C << 24 | token.D >> 40) == 0;

    /// <summary>Whether a token number may belong to a market of this version: it catches an answer that contradicts itself before anything is signed.</summary>
    public static bool Agrees(MarketVersion version, in UInt256 token) => version switch
    {
        // Every position id names its module; small made-up numbers do not.
        MarketVersion.ConditionalTokens => !HasLayout(token) || token.A >> 56 == 0,
        MarketVersion.PositionIds => HasLayout(token),
        _ => false,
    };
}
