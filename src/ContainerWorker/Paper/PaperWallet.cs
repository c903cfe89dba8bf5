using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>What the paper account holds: dollars, and shares by market and outcome. To the micro-dollar.</summary>
public sealed class PaperWallet(Money funds)
{
    private readonly Dictionary<(MarketId Market, Outcome Outcome), Size> _shares = [];

    public Money Cash { get; private set; } = funds;

    public Size Shares(MarketId market, Outcome outcome) => _shares.GetValueOrDefault((market, outcome));

    /// <summary>A fill when it is matched: what it moved, and its fee.</summary>
    public void Take(in Fill fill)
    {
        var key = (fill.Market, fill.Outcome);
        var bought = fill.Side == Side.Buy;
        Cash = Cash - fill.Fee + (bought ? -fill.Amount : fill.Amount);
        _shares[key] = _shares.GetValueOrDefault(key) + (bought ? fill.Size : -fill.Size);
    }

    /// <summary>The winner's shares pay a dollar each, the others nothing.</summary>
    public void Resolve(MarketId market, Outcome winner)
    {
        Cash += new Money(Shares(market, winner).Units);
        Forget(market);
    }

    public void Forget(MarketId market)
    {
        _ = _shares.Remove((market, Outcome.Up));
        _ = _shares.Remove((market, Outcome.Down));
    }
}
