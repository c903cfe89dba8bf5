using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>
/// Realised variance per second over a sliding window: the sum of squared log returns over the time they span (Andersen and Bollerslev
/// 1998). A bounded ring: where more prices come than it holds, the window shortens.
/// </summary>
internal sealed class RealisedVariance
{
    private const int Capacity = 128;

    private readonly Duration _window;
    private readonly Sample[] _samples = new Sample[Capacity];
    private long _written;
    private long _first;
    private double _sum;

    public RealisedVariance(Duration window) => _window = window;

    /// <summary>Variance of the log return over one second; zero before the first return.</summary>
    public double VariancePerSecond
    {
        get
        {
            if (_written - _first < 2)
            {
                return 0;
            }

            var span = (_samples[(_written - 1) % Capacity].Observed - _samples[_first % Capacity].Observed).TotalSeconds;
            return Math.Max(_sum, 0) / span;
        }
    }

    /// <summary>Takes one price; one that is not later than the last is left out.</summary>
    public void Observe(double price, Timestamp observed)
    {
        var square = 0.0;
        if (_written > 0)
        {
            ref readonly var last = ref _samples[(_written - 1) % Capacity];
            if (observed <= last.Observed)
            {
                return;
            }

            var change = Math.Log(price / last.Price);
            square = change * change;
        }

        while (_written > _first && (_written - _first == Capacity || _samples[_first % Capacity].Observed < observed - _window))
        {
            Forget();
        }

        square = _written > _first ? square : 0;
        _sum = _written > _first ? _sum + square : 0;
        _samples[_written++ % Capacity] = new Sample { Price = price, Observed = observed, Square = square };
    }

    // The square belongs to the return that ends at a sample: the oldest sample's return began outside.
    private void Forget()
    {
        _first++;
        if (_first < _written)
        {
            _sum -= _samples[_first % Capacity].Square;
            _samples[_first % Capacity].Square = 0;
        }
    }

    private struct Sample
    {
        public double Price;
        public double Square;
        public Timestamp Observed;
    }
}
