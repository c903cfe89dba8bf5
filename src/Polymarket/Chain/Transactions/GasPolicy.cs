namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>What this client pays for gas, and where it stops.</summary>
public sealed record GasPolicy
{
    /// <summary>Wei in a gwei.</summary>
    public const long Gwei = 1_000_000_000;

    /// <summary>Nodes take a replacement only when both fees rise by at least a tenth.</summary>
    private const long LeastBumpPercent = 10;

    /// <summary>Tip of the first attempt, in wei. Default 30 gwei (Polygon takes none below 25), above 0.</summary>
    public long Tip { get; init; } = 30 * Gwei;

    /// <summary>No unit of gas may cost more, in wei. Default 1000 gwei: a merge of 200 000 gas then costs 0.2 of the native coin.</summary>
    public long MaximumFee { get; init; } = 1_000 * Gwei;

    /// <summary>A call that wants more gas is not sent. Default 3 million, a tenth of a block.</summary>
    public long MaximumGas { get; init; } = 3_000_000;

    /// <summary>Added to the estimate: the state may change until it is mined. Default 25 percent.</summary>
    public long HeadroomPercent { get; init; } = 25;

    /// <summary>How much dearer each replacement is. Default 15 percent, at least 10.</summary>
    public long BumpPercent { get; init; } = 15;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Tip, nameof(Tip));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumFee, Tip, nameof(MaximumFee));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumFee, 1_000_000 * Gwei, nameof(MaximumFee));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumGas, 21_000, nameof(MaximumGas));
        ArgumentOutOfRangeException.ThrowIfNegative(HeadroomPercent, nameof(HeadroomPercent));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HeadroomPercent, 1_000, nameof(HeadroomPercent));
        ArgumentOutOfRangeException.ThrowIfLessThan(BumpPercent, LeastBumpPercent, nameof(BumpPercent));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BumpPercent, 100, nameof(BumpPercent));
    }

    /// <summary>Fees of a first attempt: room for the base fee to double; null where even the present one is above the cap.</summary>
    public GasFees? First(long baseFee) =>
        baseFee > MaximumFee - Tip ? null : new GasFees(Tip, Math.Min(MaximumFee, (2 * baseFee) + Tip));

    /// <summary>Fees of a replacement, dearer in both parts; null where the cap leaves no room for one that nodes would take.</summary>
    public GasFees? Replace(GasFees before, long baseFee)
    {
        var tip = Raised(before.Tip, BumpPercent);
        var wanted = Math.Max(Raised(before.Maximum, BumpPercent), Math.Min(MaximumFee, (2 * Math.Min(baseFee, MaximumFee)) + tip));
        var maximum = Math.Min(MaximumFee, wanted);
        tip = Math.Min(tip, maximum);
        return maximum >= Raised(before.Maximum, LeastBumpPercent) && tip >= Raised(before.Tip, LeastBumpPercent) ? new GasFees(tip, maximum) : null;
    }

    /// <summary>The estimate with headroom; null where it is above the cap.</summary>
    public long? Limit(long estimate) =>
        estimate <= 0 || estimate > MaximumGas ? null : Math.Min(MaximumGas, estimate + (estimate * HeadroomPercent / 100));

    // Rounded up: a bump that falls short by one wei is refused.
    private static long Raised(long fee, long percent) => ((fee * (100 + percent)) + 99) / 100;
}
