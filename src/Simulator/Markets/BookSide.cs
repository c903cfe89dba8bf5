using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Markets;

/// <summary>One side of the unified book in Up terms, ascending by price, with the text of every level for either token.</summary>
internal sealed class BookSide
{
    // Levels of a book on record: 99 in the median on both sides together; on the finest grid 9 999 are possible.
    private Level[] _levels = new Level[64];
    private int _count;

    private struct Level
    {
        public int Price;
        public long Size;
        public LevelText Up;
        public LevelText Down;
    }

    public bool IsEmpty => _count == 0;

    /// <summary>Price units of the lowest level.</summary>
    public int Lowest => _levels[0].Price;

    public int Highest => _levels[_count - 1].Price;

    public void Clear() => _count = 0;

    /// <summary>Sets the total size at one price; zero removes the level.</summary>
    public void Set(int price, long size)
    {
        var index = IndexOf(price);
        var found = index < _count && _levels[index].Price == price;
        if (size <= 0)
        {
            if (found)
            {
                _count--;
                Array.Copy(_levels, index + 1, _levels, index, _count - index);
            }

            return;
        }

        if (!found)
        {
            Insert(index, price);
        }

        ref var level = ref _levels[index];
        level.Size = size;
        level.Up.Set(price, size);
        level.Down.Set(Price.Scale - price, size);
    }

    /// <summary>Appends the levels as the elements of a JSON array, the best one last as the venue writes them.</summary>
    /// <param name="ascending">In ascending Up price.</param>
    public void AppendTo(Frame frame, Outcome outcome, bool ascending)
    {
        for (var step = 0; step < _count; step++)
        {
            ref var level = ref _levels[ascending ? step : _count - 1 - step];
            var text = outcome == Outcome.Up ? level.Up.Bytes : level.Down.Bytes;
            frame.Append(step == _count - 1 ? text[..^1] : text);
        }
    }

    private void Insert(int index, int price)
    {
        if (_count == _levels.Length)
        {
            Array.Resize(ref _levels, _levels.Length * 2);
        }

        Array.Copy(_levels, index, _levels, index + 1, _count - index);
        _levels[index].Price = price;
        _count++;
    }

    private int IndexOf(int price)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _levels[middle].Price < price ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
