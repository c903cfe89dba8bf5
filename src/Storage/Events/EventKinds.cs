namespace PolyCloud.Storage.Events;

/// <summary>Names of the catalogue's events.</summary>
public static class EventKinds
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(OrderPlaced)] = "order-placed",
        [typeof(PositionOpened)] = "position-opened",
        [typeof(PositionClosed)] = "position-closed",
        [typeof(CircuitBreakerTriggered)] = "circuit-breaker-triggered",
        [typeof(EmergencyHalt)] = "emergency-halt",
        [typeof(DrawdownThreshold)] = "drawdown-threshold",
        [typeof(WalletBalanceLow)] = "wallet-balance-low",
        [typeof(GasSpikeDetected)] = "gas-spike-detected",
        [typeof(PhaseEntered)] = "phase",
        [typeof(OrderFilled)] = "fill",
        [typeof(MarketSettled)] = "settle",
    };

    public static IReadOnlyCollection<string> All => Names.Values;

    /// <exception cref="ArgumentException">The catalogue has no such event.</exception>
    public static string Of(IEventData data) =>
        Names.TryGetValue(data.GetType(), out var name) ? name : throw new ArgumentException($"The catalogue has no event {data.GetType().Name}.", nameof(data));
}
