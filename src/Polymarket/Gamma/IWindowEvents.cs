using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>What discovery tells its owner.</summary>
public interface IWindowEvents
{
    /// <summary>A window that can be traded; told once, ahead of its open where the venue listed it in time.</summary>
    void WindowDiscovered(Timestamp now, MarketSpec spec);

    /// <summary>The settlement stream's value at the open, as the venue shows it; told once.</summary>
    void PriceToBeatKnown(Timestamp now, string slug, OraclePrice price);

    /// <summary>A window ended without ever becoming tradable for us.</summary>
    void WindowMissed(Timestamp now, string slug, string why);

    /// <summary>A multi-outcome event that is not traded as it is listed now; told once for each reason. Nothing by default.</summary>
    void EventRefused(Timestamp now, string slug, string why)
    {
    }
}
