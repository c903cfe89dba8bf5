namespace PolyCloud.ReadModel.Publishing;

/// <summary>
/// The newest entries of a kind. Adding allocates nothing; a copy for a snapshot is made only when something was added since the
/// last. One thread at a time.
/// </summary>
public sealed class RecentRing<T>(int capacity)
    where T : struct
{
    private readonly T[] _entries = new T[capacity];
    private long _written;
    private T[]? _copy = [];

    /// <summary>Where the entry after this one will be: remembered to find it again with <see cref="TryAt"/>.</summary>
    public long Next => _written;

    public void Add(in T entry)
    {
        _entries[_written++ % _entries.Length] = entry;
        _copy = null;
    }

    /// <summary>The entry that was added as that one, where it has not been pushed out.</summary>
    public ref T TryAt(long number, out bool found)
    {
        found = number >= 0 && number < _written && number >= _written - _entries.Length;
        return ref _entries[found ? number % _entries.Length : 0];
    }

    /// <summary>Call after an entry was changed in place.</summary>
    public void Touch() => _copy = null;

    /// <summary>Newest first; the same array until something changes.</summary>
    public IReadOnlyList<T> NewestFirst()
    {
        if (_copy is null)
        {
            var count = (int)Math.Min(_written, _entries.Length);
            _copy = new T[count];
            for (var age = 0; age < count; age++)
            {
                _copy[age] = _entries[(_written - 1 - age) % _entries.Length];
            }
        }

        return _copy;
    }
}
