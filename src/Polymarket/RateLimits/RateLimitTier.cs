namespace PolyCloud.Polymarket.RateLimits;

/// <summary>One row of the venue's table of per-signer budgets (documentation, trading-rate-limits): tokens a second, and at once.</summary>
/// <param name="MayGoIntoDebt">A cancel of many may take the cancel bucket below zero.</param>
public sealed record RateLimitTier(string Name, int OrdersPerSecond, int OrderBurst, int CancelsPerSecond, int CancelBurst, bool MayGoIntoDebt)
{
    /// <summary>Every signer starts here.</summary>
    public static RateLimitTier Standard { get; } = new("Standard", 40, 60, 80, 120, true);

    /// <summary>From the lowest to the highest; by the wallet's maker volume of 30 days.</summary>
    public static IReadOnlyList<RateLimitTier> All { get; } =
    [
        Standard,
        new("Copper", 60, 90, 120, 180, true),
        new("Bronze", 80, 120, 160, 240, true),
        new("Silver", 200, 300, 400, 600, true),
        new("Gold", 400, 600, 800, 1_200, true),
        new("Platinum", 450, 675, 900, 1_350, false),
        new("Diamond", 525, 787, 1_050, 1_575, false),
        new("Elite", 600, 900, 1_200, 1_800, false),
    ];

    /// <summary>The tier of this name in any case; null for a name nobody knows yet.</summary>
    public static RateLimitTier? Find(string name) => All.FirstOrDefault(tier => tier.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
