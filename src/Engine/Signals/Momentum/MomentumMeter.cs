using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Momentum;

/// <summary>
/// Cuts the prices of an underlying into bars and feeds their closes to the momentum signals. A bar without a price is left out, so that
/// silence of the feed does not look like a price that stands still.
/// </summary>
internal sealed class MomentumMeter
{
    private readonly long _bar;
    private readonly RelativeStrength _strength;
    private readonly ReversionScore _reversion;
    private long _open = long.MinValue;
    private double _price;

    public MomentumMeter(MomentumOptions options)
    {
        _bar = options.Bar.Micros;
        _strength = new RelativeStrength(options.RelativeStrengthBars);
        _reversion = new ReversionScore(options.ReversionBars);
    }

    public MomentumState State => new(_strength.Value, _reversion.Value);

    public void Observe(double price, Timestamp observed)
    {
        var bar = observed.Micros / _bar;
        if (bar < _open)
        {
            return;
        }

        if (bar > _open && _price > 0)
        {
            _strength.Close(_price);
            _reversion.Close(_price);
        }

        _open = bar;
        _price = price;
    }
}
