using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.ControlPlane;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// Puts what the control plane wants of each window to the engine, which takes only what is stricter. A window that nobody assigned
/// is never opened: not yet while its row may still come, and not at all once it has been open for a fifth of its length.
/// </summary>
internal sealed class ControlWishes(MarketDirectory directory, EngineDriver driver)
{
    private const int JoinableFraction = 5;

    private readonly HashSet<MarketId> _halted = [];

    /// <returns>Whether every window that could be opened now is assigned.</returns>
    public bool Follow(Timestamp now, DesiredState state)
    {
        var allAssigned = true;
        foreach (var pair in directory.All)
        {
            var view = driver.Engine.View(pair.Market);
            if (state.Markets.TryGetValue(WindowKey.Of(pair.Spec), out var wish))
            {
                Tighten(now, pair.Market, view.Phase, wish.Phase);
                Halt(now, pair.Market, view.Halt, wish.IsHalted);
            }
            else if (view.Phase is MarketPhase.Making or MarketPhase.Unwind)
            {
                allAssigned &= LeaveAlone(now, pair.Market, pair.Spec);
            }
        }

        return allAssigned;
    }

    private void Tighten(Timestamp now, MarketId market, MarketPhase phase, MarketPhase wanted)
    {
        if (wanted > phase && wanted is >= MarketPhase.Unwind and <= MarketPhase.Done)
        {
            driver.Engine.OnDesiredPhase(now, market, wanted, driver.Effects);
        }
    }

    // A halt that something wrong in the market caused is neither covered nor lifted.
    private void Halt(Timestamp now, MarketId market, Reason halt, bool wanted)
    {
        if (wanted && halt == Reason.None)
        {
            _ = _halted.Add(market);
            driver.Engine.OnHaltMarket(now, market, Reason.ManualHalt, driver.Effects);
        }
        else if (!wanted && _halted.Remove(market))
        {
            driver.Engine.OnResumeMarket(now, market, driver.Effects);
        }
    }

    /// <summary>True once the window may not be opened any more.</summary>
    private bool LeaveAlone(Timestamp now, MarketId market, MarketSpec spec)
    {
        if (now < spec.Opens + new Duration((spec.Closes - spec.Opens).Micros / JoinableFraction))
        {
            return false;
        }

        driver.Engine.OnDesiredPhase(now, market, MarketPhase.CloseOnly, driver.Effects);
        return true;
    }
}
