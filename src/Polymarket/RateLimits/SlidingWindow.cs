using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>
/// At most so many calls in any span of the window's length. Counted in slots of a twentieth of the window; a slot counts until all
/// of it has left the window, so the limit holds exactly and a steady caller gets at least 95 % of it. Memory does not grow.
/// </summary>
public sealed class SlidingWindow
{
    private const int Slots = 20;

    private readonly int _limit;
    private readonly long _slotMicros;
    private readonly int[] _counts = new int[Slots + 1];
    private long _slot;
    private int _total;

    /// <param name="limit">Calls in one window.</param>
    /// <param name="length">The window; a whole number of twentieths of a second or more.</param>
    public SlidingWindow(int limit, Duration length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, Duration.FromMilliseconds(1));
        _limit = limit;
        _slotMicros = length.Micros / Slots;
    }

    /// <summary>Whether one more may go now.</summary>
    public bool HasRoom(Timestamp now)
    {
        Move(now);
        return _total < _limit;
    }

    /// <summary>Counts one call, with room or without.</summary>
    public void Count(Timestamp now)
    {
        Move(now);
        _counts[_slot % _counts.Length]++;
        _total++;
    }

    /// <summary>When there will be room for one more, if nothing else is counted.</summary>
    public Timestamp RoomAt(Timestamp now)
    {
        Move(now);
        var left = _total;
        for (var age = Slots; age >= 0 && left >= _limit; age--)
        {
            left -= _slot - age < 0 ? 0 : _counts[(_slot - age) % _counts.Length];
            if (left < _limit)
            {
                return new Timestamp((_slot - age + Slots + 1) * _slotMicros);
            }
        }

        return now;
    }

    /// <summary>Time that goes backwards is the same moment.</summary>
    private void Move(Timestamp now)
    {
        var slot = now.Micros / _slotMicros;
        if (slot - _slot > Slots)
        {
            Array.Clear(_counts);
            _total = 0;
            _slot = slot;
        }

        while (_slot < slot)
        {
            _slot++;
            ref var oldest = ref _counts[_slot % _counts.Length];
            _total -= oldest;
            oldest = 0;
        }
    }
}
