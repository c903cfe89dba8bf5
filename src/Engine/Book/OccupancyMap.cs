using System.Numerics;

namespace PolyCloud.Engine.Book;

/// <summary>
/// Which of the 10 001 price ranks hold size: one bit a rank and one summary bit per 64 of them, so that the best rank,
/// and the next one behind any rank, is found by at most a handful of bit scans however empty the book is.
/// </summary>
internal sealed class OccupancyMap
{
    /// <summary>Returned where no rank is occupied.</summary>
    public const int None = -1;

    private const int RankCount = Values.Price.Scale + 1;

    private readonly ulong[] _words = new ulong[(RankCount + 63) / 64];
    private readonly ulong[] _summary = new ulong[(((RankCount + 63) / 64) + 63) / 64];

    public bool Contains(int rank) => (_words[rank >> 6] >> (rank & 63) & 1) != 0;

    public void Add(int rank)
    {
        var word = rank >> 6;
        _words[word] |= 1UL << (rank & 63);
        _summary[word >> 6] |= 1UL << (word & 63);
    }

    public void Remove(int rank)
    {
        var word = rank >> 6;
        var left = _words[word] & ~(1UL << (rank & 63));
        _words[word] = left;
        if (left == 0)
        {
            _summary[word >> 6] &= ~(1UL << (word & 63));
        }
    }

    public void Clear()
    {
        Array.Clear(_words);
        Array.Clear(_summary);
    }

    /// <summary>The highest occupied rank at or below <paramref name="rank"/>, or <see cref="None"/>.</summary>
    public int HighestAtOrBelow(int rank)
    {
        if (rank < 0)
        {
            return None;
        }

        var word = rank >> 6;
        var bits = _words[word] & (ulong.MaxValue >> (63 - (rank & 63)));
        if (bits != 0)
        {
            return (word << 6) + BitOperations.Log2(bits);
        }

        word = HighestWordBelow(word);
        return word < 0 ? None : (word << 6) + BitOperations.Log2(_words[word]);
    }

    private int HighestWordBelow(int word)
    {
        var group = word >> 6;
        var bits = _summary[group] & ((1UL << (word & 63)) - 1);
        while (bits == 0)
        {
            if (--group < 0)
            {
                return None;
            }

            bits = _summary[group];
        }

        return (group << 6) + BitOperations.Log2(bits);
    }
}
