using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.FairValue;

/// <summary>
/// The recent observations of one stream, one slot per cadence. A slot takes the first price stamped in it; missed slots between two
/// prices are bridged by a straight line once the later price is known.
/// </summary>
internal sealed class ObservationRing
{
    /// <summary>The longest average (<see cref="SettlementOptions.MaximumObservations"/>) and the one slot before it.</summary>
    private const int Capacity = 256;

    private readonly Slot[] _slots = new Slot[Capacity];
    private readonly long _cadence;
    private readonly long _longestBridge;
    private double _base;
    private long _oldest;
    private long _newest;
    private long _afterLongGap;
    private bool _any;

    public ObservationRing(Duration cadence, Duration longestBridge)
    {
        _cadence = cadence.Micros;
        _longestBridge = longestBridge.Micros / cadence.Micros;
    }

    /// <summary>Number of the newest slot, or nothing.</summary>
    public long? Newest => _any ? _newest : null;

    public long SlotOf(Timestamp moment) => moment.Micros / _cadence;

    public Timestamp MomentOf(long slot) => new(slot * _cadence);

    public void Observe(OraclePrice price, Timestamp observed)
    {
        var slot = SlotOf(observed);
        if (!_any || slot - _newest >= Capacity)
        {
            _any = true;
            _base = price.ToDouble();
            _oldest = slot;
            _afterLongGap = slot;
            _newest = slot;
            _slots[slot % Capacity] = new Slot { Exact = price, IsExact = true };
            return;
        }

        if (slot <= _newest)
        {
            return;
        }

        var missed = slot - _newest - 1;
        _afterLongGap = missed > _longestBridge ? slot : _afterLongGap;
        var before = _slots[_newest % Capacity];
        var excess = price.ToDouble() - _base;
        for (var step = 1; step <= missed; step++)
        {
            Append(before.Excess + ((excess - before.Excess) * step / (missed + 1)));
        }

        Append(excess);
        ref var added = ref _slots[_newest % Capacity];
        added.Exact = price;
        added.IsExact = true;
    }

    /// <summary>The price of one slot as the stream gave it; false where it was missed or is no longer kept.</summary>
    public bool TryExact(long slot, out OraclePrice price)
    {
        var kept = _any && slot >= _oldest && slot <= _newest && _slots[slot % Capacity].IsExact;
        price = kept ? _slots[slot % Capacity].Exact : default;
        return kept;
    }

    /// <summary>
    /// Sum of the slots from <paramref name="first"/> to <paramref name="last"/>, dollars; false where one is not kept or a gap among
    /// them was too long to bridge.
    /// </summary>
    public bool TrySum(long first, long last, out double sum)
    {
        sum = 0;
        if (!_any || first < _oldest || last > _newest || first > last || (_afterLongGap > first && _afterLongGap <= last))
        {
            return false;
        }

        ref readonly var start = ref _slots[first % Capacity];
        sum = _slots[last % Capacity].CumulativeExcess - start.CumulativeExcess + start.Excess + ((last - first + 1) * _base);
        return true;
    }

    private void Append(double excess)
    {
        var cumulative = _slots[_newest % Capacity].CumulativeExcess + excess;
        _newest++;
        _slots[_newest % Capacity] = new Slot { Excess = excess, CumulativeExcess = cumulative };
        _oldest = Math.Max(_oldest, _newest - Capacity + 1);
    }

    // Prices are summed as their excess over the first one, so that the sums of days stay exact enough.
    private struct Slot
    {
        public double Excess;
        public double CumulativeExcess;
        public OraclePrice Exact;
        public bool IsExact;
    }
}
