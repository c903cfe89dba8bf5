using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Toxicity;

/// <summary>
/// Mean move of the mid after own fills, in dollars a share, good for us positive; the weight of a fill halves with every so many shares
/// filled after it.
/// </summary>
internal sealed class MarkOutMean
{
    private readonly double _halfLifeShares;
    private double _weight;
    private double _weighted;

    public MarkOutMean(Size halfLife) => _halfLifeShares = (double)halfLife.Units / Size.Scale;

    /// <summary>Nothing before half a half-life of shares was measured: one small fill says nothing.</summary>
    public double? Value => _weight < _halfLifeShares / 2 ? null : _weighted / _weight;

    public void Observe(double dollarsPerShare, Size size)
    {
        var shares = (double)size.Units / Size.Scale;
        var fade = Math.Pow(0.5, shares / _halfLifeShares);
        _weight = (_weight * fade) + shares;
        _weighted = (_weighted * fade) + (shares * dollarsPerShare);
    }
}
