using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Markets;

namespace PolyCloud.Engine.Strategies;

/// <summary>
/// Decides what to quote; knows nothing of orders, venues and limits. Single-threaded, without clock, I/O, randomness or
/// allocation after <see cref="Begin"/>. Being asked is not being obeyed: risk, policy and phase may drop or shrink every quote, and
/// what lives is in <see cref="StrategyView.Live"/>.
/// </summary>
internal interface IStrategy
{
    /// <summary>Lower-case words joined by hyphens: the name settings know it by.</summary>
    string Name { get; }

    ExecutionPolicy Policy { get; }

    /// <summary>Whether buying more of a losing position is part of the idea (ladders and two-sided makers) or forbidden.</summary>
    bool MayAverageDown { get; }

    /// <summary>Whether it takes a side on purpose: the price zones apply.</summary>
    bool IsDirectional { get; }

    /// <summary>Whether it needs no fair value and so may open where the venue declares the winner. Default false: such markets are left alone.</summary>
    bool QuotesDeclared => false;

    /// <summary>How what it holds is closed where the phase, a loss, time or its own target asks for it.</summary>
    ClosingOptions Closing { get; }

    /// <summary>A market was taken in: whatever was kept for its slot before is of another market.</summary>
    void Begin(MarketId market, MarketSpec spec);

    /// <summary>Writes all that is wanted now into the cleared buffer.</summary>
    void Quote(in StrategyView view, QuoteBuffer quotes);
}
