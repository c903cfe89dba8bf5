using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Toxicity;

/// <summary>
/// Mean one-sidedness |bought − sold| / volume of buckets of equal traded volume, after VPIN (Easley, López de Prado and O'Hara, Flow
/// toxicity and liquidity in a high-frequency world, 2012). The tape names the taker's side, so no trade needs classifying.
/// </summary>
internal sealed class VolumeBuckets
{
    private readonly long _volume;
    private readonly long[] _imbalances;
    private long _filled;
    private long _upward;
    private long _downward;
    private Int128 _sum;

    public VolumeBuckets(Size volume, int buckets)
    {
        _volume = volume.Units;
        _imbalances = new long[buckets];
    }

    /// <summary>0 to 1; nothing before all buckets are full.</summary>
    public double? Value => _filled < _imbalances.Length ? null : (double)_sum / _imbalances.Length / _volume;

    /// <summary>Takes a trade; true where it completed a bucket. A great one fills several.</summary>
    /// <param name="upward">The taker bought Up or sold Down.</param>
    public bool Observe(Size size, bool upward)
    {
        var rest = size.Units;
        if (rest <= 0)
        {
            return false;
        }

        var before = _filled;

        // More than all buckets would only overwrite them with the same.
        rest = Math.Min(rest, checked(_volume * (_imbalances.Length + 1)));
        while (rest > 0)
        {
            var taken = Math.Min(rest, _volume - _upward - _downward);
            _upward += upward ? taken : 0;
            _downward += upward ? 0 : taken;
            rest -= taken;
            if (_upward + _downward == _volume)
            {
                Complete();
            }
        }

        return _filled > before;
    }

    private void Complete()
    {
        ref var slot = ref _imbalances[_filled % _imbalances.Length];
        _sum -= slot;
        slot = Math.Abs(_upward - _downward);
        _sum += slot;
        _filled++;
        _upward = 0;
        _downward = 0;
    }
}
