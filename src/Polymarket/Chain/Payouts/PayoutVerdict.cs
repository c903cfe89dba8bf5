namespace PolyCloud.Polymarket.Chain.Payouts;

/// <summary>What the chain says of a condition's result.</summary>
public enum PayoutVerdict : byte
{
    /// <summary>Too few endpoints answered.</summary>
    Unknown,

    /// <summary>Not decided yet.</summary>
    Unresolved,

    Up,
    Down,

    /// <summary>Both outcomes are paid something.</summary>
    Shared,

    /// <summary>Endpoints contradict each other about a decided result: one of them lies. Nothing may be done on it.</summary>
    Disputed,
}
