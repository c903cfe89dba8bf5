using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>Who proved a resolution, in the order they are believed and asked.</summary>
public enum ResolutionSource : byte
{
    Socket,
    Gamma,
    Data,
    Chain,
}

/// <summary>What a <see cref="ResolutionWatch"/> tells its owner.</summary>
public interface IResolutionEvents
{
    /// <summary>How a market pays, from the first source that proved it; told once.</summary>
    void Resolved(Timestamp now, string slug, Payout payout, ResolutionSource source);

    /// <summary>
    /// The venue's own figures contradict each other or what was told before: the settlement is not the one this system prices, and
    /// nothing more should be opened on it.
    /// </summary>
    void SettlementMismatch(Timestamp now, string slug, string what);
}
