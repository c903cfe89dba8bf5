namespace PolyCloud.Engine.Signals;

/// <summary>The underlyings of all markets: a handful, so a walk over an array finds one fastest.</summary>
internal sealed class UnderlyingTable
{
    /// <summary>The venue lists windows on eight assets; twice that leaves room.</summary>
    private const int Capacity = 16;

    private readonly UnderlyingSignal[] _signals = new UnderlyingSignal[Capacity];
    private readonly SignalOptions _options;
    private int _count;

    public UnderlyingTable(SignalOptions options) => _options = options;

    public UnderlyingSignal? Find(string asset)
    {
        for (var index = 0; index < _count; index++)
        {
            if (string.Equals(_signals[index].Asset, asset, StringComparison.Ordinal))
            {
                return _signals[index];
            }
        }

        return null;
    }

    /// <summary>Finds or begins. Prices are followed from then on, so that the volatility outlives the windows.</summary>
    /// <exception cref="InvalidOperationException">More underlyings than the table holds.</exception>
    public UnderlyingSignal FindOrAdd(string asset)
    {
        if (Find(asset) is { } known)
        {
            return known;
        }

        if (_count == Capacity)
        {
            throw new InvalidOperationException($"No room for underlying {asset}: the engine follows at most {Capacity}.");
        }

        return _signals[_count++] = new UnderlyingSignal(asset, _options);
    }
}
