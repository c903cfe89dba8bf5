using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>What a settled window left.</summary>
/// <param name="Realized">After fees and gas, leftovers included.</param>
/// <param name="Net">Up − Down held at the end.</param>
public readonly record struct ClosedWindowSnapshot(
    string Slug, Timestamp Opens, Timestamp Closes, Outcome Winner, Money Realized, Money Fees, Size Net, OraclePrice? Strike, Timestamp SettledAt);
