using System.Text;
using PolyCloud.Engine.Inputs;

namespace PolyCloud.Storage.Journal.Format;

/// <summary>Room that reading record after record uses again, so that a long replay does not allocate by the record.</summary>
public sealed class DecodeRoom
{
    /// <summary>Assets, slugs and conditions of many days; more are read without being remembered.</summary>
    private const int MaximumTexts = 4_096;

    private readonly Dictionary<ulong, string> _short = [];
    private BookLevel[] _levels = new BookLevel[256];
    private BookDelta[] _deltas = new BookDelta[256];
    private int _levelsTaken;

    /// <summary>Forgets what the record before took.</summary>
    public void Reset() => _levelsTaken = 0;

    internal string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= sizeof(ulong))
        {
            return Encoding.UTF8.GetString(utf8);
        }

        // Symbols of assets come with every price: up to seven bytes and the length are their own key.
        var key = (ulong)utf8.Length;
        foreach (var octet in utf8)
        {
            key = (key << 8) | octet;
        }

        if (!_short.TryGetValue(key, out var text))
        {
            text = Encoding.UTF8.GetString(utf8);
            if (_short.Count < MaximumTexts)
            {
                _short.Add(key, text);
            }
        }

        return text;
    }

    /// <summary>Two calls for one record, bids and asks, do not overlap.</summary>
    internal Span<BookLevel> Levels(int count)
    {
        var from = _levelsTaken;
        _levelsTaken += count;
        if (_levels.Length < _levelsTaken)
        {
            // The span given out before keeps the old array alive: it stays right.
            Array.Resize(ref _levels, Math.Max(_levelsTaken, 2 * _levels.Length));
        }

        return _levels.AsSpan(from, count);
    }

    internal Span<BookDelta> Deltas(int count)
    {
        if (_deltas.Length < count)
        {
            _deltas = new BookDelta[Math.Max(count, 2 * _deltas.Length)];
        }

        return _deltas.AsSpan(0, count);
    }
}
