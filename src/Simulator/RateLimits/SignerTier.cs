namespace PolyCloud.Simulator.RateLimits;

/// <summary>The venue's tiers by 30-day maker volume.</summary>
public enum SignerTier : byte
{
    Standard,
    Copper,
    Bronze,
    Silver,
    Gold,
    Platinum,
    Diamond,
    Elite,
}

/// <summary>What a tier allows.</summary>
/// <param name="OrderRate">Order tokens a second.</param>
/// <param name="OrderBurst">Order tokens at most.</param>
/// <param name="CancelsMayOwe">Cancelling everything may leave the cancel bucket below zero.</param>
internal readonly record struct TierBudget(int OrderRate, int OrderBurst, int CancelRate, int CancelBurst, bool CancelsMayOwe)
{
    /// <summary>Venue documentation, api-reference/trading-rate-limits, as of 2026-09-16.</summary>
    public static TierBudget Of(SignerTier tier) => tier switch
    {
        SignerTier.Standard => new(40, 60, 80, 120, true),
        SignerTier.Copper => new(60, 90, 120, 180, true),
        SignerTier.Bronze => new(80, 120, 160, 240, true),
        SignerTier.Silver => new(200, 300, 400, 600, true),
        SignerTier.Gold => new(400, 600, 800, 1200, true),
        SignerTier.Platinum => new(450, 675, 900, 1350, false),
        SignerTier.Diamond => new(525, 787, 1050, 1575, false),
        _ => new(600, 900, 1200, 1800, false),
    };
}
