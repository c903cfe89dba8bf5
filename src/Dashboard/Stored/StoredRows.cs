using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Stored;

/// <summary>What one bot did in one hour.</summary>
/// <param name="Realized">After fees and gas.</param>
/// <param name="Volume">Collateral moved by its fills.</param>
/// <param name="RoundTrips">Positions opened and closed again.</param>
/// <param name="Equity">At the end of the hour, or so far.</param>
public sealed record StoredHour(Timestamp Begin, Money Realized, Money Fees, Money Volume, long RoundTrips, Money Equity);

/// <summary>What the worker did on one UTC day, all bots together.</summary>
/// <param name="Realized">After fees and gas.</param>
/// <param name="FirstEquity">When the day began, or with the first look at it.</param>
/// <param name="Equity">At its end, or so far; deposits and withdrawals move it too.</param>
public sealed record StoredDay(
    Timestamp Begin, Money Realized, Money Fees, Money Gas, Money Volume, long Fills, long OrdersPlaced, long OrdersRejected, long WindowsSettled, Money FirstEquity, Money Equity);

/// <summary>Open, high, low and close of five minutes, in dollars.</summary>
public sealed record StoredBar(Timestamp Begin, Money Open, Money High, Money Low, Money Close);

/// <summary>What is stored of one range, each list by time.</summary>
/// <param name="Hours">By bot; empty where the range is daily.</param>
/// <param name="Bars">By underlying.</param>
public sealed record StoredSpan(IReadOnlyDictionary<string, IReadOnlyList<StoredHour>> Hours, IReadOnlyList<StoredDay> Days, IReadOnlyDictionary<string, IReadOnlyList<StoredBar>> Bars)
{
    public static StoredSpan Empty { get; } = new(new Dictionary<string, IReadOnlyList<StoredHour>>(StringComparer.Ordinal), [], new Dictionary<string, IReadOnlyList<StoredBar>>(StringComparer.Ordinal));
}
