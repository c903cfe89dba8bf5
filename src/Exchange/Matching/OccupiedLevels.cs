using System.Numerics;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Matching;

/// <summary>Which price levels of one side hold orders: one bit a price unit, so that the next best level is found without a search.</summary>
internal sealed class OccupiedLevels
{
    private readonly ulong[] _words = new ulong[(Price.Scale / 64) + 1];

    internal void Set(int priceUnits) => _words[priceUnits >> 6] |= 1UL << (priceUnits & 63);

    internal void Unset(int priceUnits) => _words[priceUnits >> 6] &= ~(1UL << (priceUnits & 63));

    internal void Clear() => Array.Clear(_words);

    /// <summary>The lowest occupied price at or above, or −1.</summary>
    internal int AtOrAbove(int priceUnits)
    {
        if (priceUnits > Price.Scale)
        {
            return -1;
        }

        var index = priceUnits >> 6;
        var word = _words[index] & (ulong.MaxValue << (priceUnits & 63));
        while (word == 0)
        {
            if (++index == _words.Length)
            {
                return -1;
            }

            word = _words[index];
        }

        return (index << 6) + BitOperations.TrailingZeroCount(word);
    }

    /// <summary>The highest occupied price at or below, or −1.</summary>
    internal int AtOrBelow(int priceUnits)
    {
        if (priceUnits < 0)
        {
            return -1;
        }

        var index = priceUnits >> 6;
        var word = _words[index] & (ulong.MaxValue >> (63 - (priceUnits & 63)));
        while (word == 0)
        {
            if (--index < 0)
            {
                return -1;
            }

            word = _words[index];
        }

        return (index << 6) + 63 - BitOperations.LeadingZeroCount(word);
    }
}
