using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>
/// From the token and condition texts of frames to markets, straight on the bytes. The last eight characters are compared
/// first, all registered ones at once; they tell tokens apart in practice, and the whole text is compared all the same.
/// </summary>
public sealed class TokenDirectory
{
    /// <summary>A worker shard holds tens to hundreds of markets; the scan stays in two cache pages.</summary>
    public const int MaximumMarkets = 256;

    private const int TailBytes = 8;

    private readonly List<Entry> _entries = [];

    /// <summary>Tails of the tokens, Up and Down of each entry in turn.</summary>
    private readonly List<ulong> _tokenTails = [];
    private readonly List<ulong> _conditionTails = [];

    public int Count => _entries.Count;

    /// <summary>The market of an entry, 0 to <see cref="Count"/> − 1, in no meaningful order.</summary>
    public MarketId MarketAt(int index) => _entries[index].Market;

    public MarketSpec SpecAt(int index) => _entries[index].Spec;

    /// <summary>Registers a market; false where it or one of its texts is registered already, is too short, or the directory is full.</summary>
    public bool TryAdd(MarketId market, MarketSpec spec)
    {
        var entry = new Entry(market, spec);
        if (_entries.Count == MaximumMarkets || IndexOf(market) >= 0 || !entry.IsUsable
            || TryFindToken(entry.Up, out _, out _) || TryFindToken(entry.Down, out _, out _) || TryFindMarket(entry.Condition, out _))
        {
            return false;
        }

        _entries.Add(entry);
        _tokenTails.Add(Tail(entry.Up));
        _tokenTails.Add(Tail(entry.Down));
        _conditionTails.Add(Tail(entry.Condition));
        return true;
    }

    public bool Remove(MarketId market)
    {
        var index = IndexOf(market);
        if (index < 0)
        {
            return false;
        }

        _entries.RemoveAt(index);
        _tokenTails.RemoveRange(2 * index, 2);
        _conditionTails.RemoveAt(index);
        return true;
    }

    /// <param name="token">The decimal digits, as UTF-8.</param>
    public bool TryFindToken(ReadOnlySpan<byte> token, out MarketId market, out Outcome outcome)
    {
        (market, outcome) = (default, default);
        if (token.Length < TailBytes)
        {
            return false;
        }

        var tail = Tail(token);
        var tails = CollectionsMarshal.AsSpan(_tokenTails);
        for (var from = 0; from < tails.Length;)
        {
            var found = tails[from..].IndexOf(tail);
            if (found < 0)
            {
                return false;
            }

            var index = from + found;
            var entry = _entries[index >> 1];
            outcome = (Outcome)(index & 1);
            if (token.SequenceEqual(outcome == Outcome.Up ? entry.Up : entry.Down))
            {
                market = entry.Market;
                return true;
            }

            from = index + 1;
        }

        return false;
    }

    /// <param name="condition">0x and 64 lower-case hexadecimal digits, as UTF-8.</param>
    public bool TryFindMarket(ReadOnlySpan<byte> condition, out MarketId market)
    {
        market = default;
        if (condition.Length < TailBytes)
        {
            return false;
        }

        var tail = Tail(condition);
        for (var index = 0; index < _conditionTails.Count; index++)
        {
            if (_conditionTails[index] == tail && condition.SequenceEqual(_entries[index].Condition))
            {
                market = _entries[index].Market;
                return true;
            }
        }

        return false;
    }

    private static ulong Tail(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt64LittleEndian(text[^TailBytes..]);

    private int IndexOf(MarketId market)
    {
        for (var index = 0; index < _entries.Count; index++)
        {
            if (_entries[index].Market == market)
            {
                return index;
            }
        }

        return -1;
    }

    private sealed class Entry(MarketId market, MarketSpec spec)
    {
        public MarketId Market { get; } = market;

        public MarketSpec Spec { get; } = spec;

        public byte[] Up { get; } = Encoding.ASCII.GetBytes(spec.UpTokenId);

        public byte[] Down { get; } = Encoding.ASCII.GetBytes(spec.DownTokenId);

        public byte[] Condition { get; } = Encoding.ASCII.GetBytes(spec.ConditionId);

        public bool IsUsable => Up.Length >= TailBytes && Down.Length >= TailBytes && Condition.Length >= TailBytes && !Up.AsSpan().SequenceEqual(Down);
    }
}
